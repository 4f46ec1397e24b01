package io.landlord.language.compile;

import io.landlord.language.reader.Node;
import io.landlord.language.reader.Problems;
import io.landlord.language.reader.Spelling;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code use} declares, to be referred to by name (dsl-reference, "Use"). */
final class Reusables {
    private static final List<String> PROPERTIES = List.of(
            "authentications", "catalogs", "errors", "extensions", "functions", "retries", "secrets", "timeouts");

    /** What can be referred to. */
    enum Kind {
        ERROR("errors"),
        RETRY("retries"),
        TIMEOUT("timeouts");

        private final String property;

        Kind(String property) {
            this.property = property;
        }
    }

    private final Problems problems;
    private final Shapes shapes;
    private final Map<Kind, Map<String, Spot>> declared = new EnumMap<>(Kind.class);
    private final Set<String> used = new HashSet<>();
    private final Set<String> functions = new HashSet<>();

    Reusables(Problems problems, Shapes shapes) {
        this.problems = problems;
        this.shapes = shapes;
    }

    /** Reads {@code use}; what is declared is checked where it is used. */
    void declare(Spot use) {
        Optional<Fields> fields = shapes.object(use);
        if (fields.isEmpty()) {
            return;
        }
        fields.get().only(PROPERTIES, "'use'");
        for (String refused : List.of("authentications", "catalogs", "extensions", "functions", "secrets")) {
            fields.get().get(refused).ifPresent(spot -> shapes.unsupported(spot, "'use." + refused + "'"));
        }
        fields.get()
                .get("functions")
                .ifPresent(spot -> functions.addAll(
                        spot.node() instanceof Node.Members members
                                ? members.members().stream()
                                        .map(Node.Member::name)
                                        .toList()
                                : List.of()));
        for (Kind kind : Kind.values()) {
            Map<String, Spot> entries = new LinkedHashMap<>();
            fields.get()
                    .get(kind.property)
                    .flatMap(shapes::object)
                    .ifPresent(object -> object.all().forEach(entry -> entries.put(entry.name(), entry)));
            declared.put(kind, entries);
        }
    }

    /** Whether this is a function of the document, refused where it is declared. */
    boolean isFunction(String name) {
        return functions.contains(name);
    }

    /** What the name at this place refers to. */
    Optional<Spot> find(Kind kind, Spot reference, String name) {
        Map<String, Spot> entries = declared.getOrDefault(kind, Map.of());
        Spot entry = entries.get(name);
        if (entry == null) {
            String guess = Spelling.didYouMean(name, entries.keySet());
            problems.error(
                    "unknown-reference",
                    reference.pointer(),
                    reference.place(),
                    "'use." + kind.property + "' has no '" + Shapes.clip(name) + "'",
                    guess != null || entries.isEmpty() ? guess : "it has " + Shapes.listed(entries.keySet()));
            return Optional.empty();
        }
        used.add(entry.pointer());
        return Optional.of(entry);
    }

    /** What is declared and was never referred to. */
    List<Spot> unused(Kind kind) {
        return declared.getOrDefault(kind, Map.of()).values().stream()
                .filter(entry -> !used.contains(entry.pointer()))
                .toList();
    }
}
