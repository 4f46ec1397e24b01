package io.landlord.language.compile;

import io.landlord.language.reader.Node;
import io.landlord.language.reader.Problems;
import io.landlord.language.reader.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The members of an object, each looked up by name. */
public final class Fields {
    private final Spot spot;
    private final Node.Members object;
    private final Problems problems;

    Fields(Spot spot, Node.Members object, Problems problems) {
        this.spot = spot;
        this.object = object;
        this.problems = problems;
    }

    /** The object itself. */
    public Spot spot() {
        return spot;
    }

    /** The member of this name. */
    public Optional<Spot> get(String name) {
        return object.member(name).map(spot::member);
    }

    /** Whether there is a member of this name. */
    public boolean has(String name) {
        return object.member(name).isPresent();
    }

    /** The members in their order. */
    public List<Spot> all() {
        return object.members().stream().map(spot::member).toList();
    }

    /** The members' names in their order. */
    public List<String> names() {
        return object.members().stream().map(Node.Member::name).toList();
    }

    boolean isEmpty() {
        return object.members().isEmpty();
    }

    /** The member of this name; its absence is a problem. */
    public Optional<Spot> required(String name, String owner) {
        Optional<Spot> member = get(name);
        if (member.isEmpty()) {
            problems.error("missing-property", spot.pointer(), spot.key(), owner + " needs '" + name + "'", null);
        }
        return member;
    }

    /** As {@link #required}; but where {@link #only} told of an unknown member, that is hardly a second mistake. */
    public Optional<Spot> requiredAmong(Collection<String> known, String name, String owner) {
        return known.containsAll(names()) ? required(name, owner) : get(name);
    }

    /** Refuses members of other names. */
    public void only(Collection<String> known, String owner) {
        for (Node.Member member : object.members()) {
            if (!known.contains(member.name())) {
                unknown(spot.member(member), known, owner);
            }
        }
    }

    private void unknown(Spot member, Collection<String> known, String owner) {
        String guess = Spelling.didYouMean(member.name(), known);
        problems.error(
                "unknown-property",
                member.pointer(),
                member.key(),
                owner + " has no property '" + Shapes.clip(member.name()) + "'",
                guess != null ? guess : "it has " + Shapes.listed(known));
    }
}
