package io.landlord.examples.provider;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.machine.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A deployed workflow: its versions, the newest last. */
final class Workflow {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /** A version's name and what its definition compiled to. The program's hash is the content's. */
    record Version(String name, Program program) {}

    private final String id;
    private final List<Version> versions = new ArrayList<>();

    Workflow(String id) {
        this.id = id;
    }

    /** The version that has this content already: the named one, or the newest when no name is given. */
    Optional<Version> same(@Nullable String name, Program program) {
        Optional<Version> known = name == null ? newest() : find(name);
        boolean equal = known.isPresent() && known.get().program().hash().equals(program.hash());
        if (name != null && known.isPresent() && !equal) {
            throw new LandlordException(
                    ErrorCode.WORKFLOW_CONFLICT,
                    "workflow '" + id + "' has a version '" + name
                            + "' with other content; deploy this content under another version name");
        }
        return equal ? known : Optional.empty();
    }

    /** The name of the next version when nobody names it: the number after the highest. */
    String nextName() {
        int highest = versions.stream()
                .map(Version::name)
                .filter(name -> NUMBER.matcher(name).matches())
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return Integer.toString(Math.max(highest, versions.size()) + 1);
    }

    void add(Version version) {
        versions.add(version);
    }

    Optional<Version> find(String name) {
        return versions.stream().filter(version -> version.name().equals(name)).findFirst();
    }

    Optional<Version> newest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }
}
