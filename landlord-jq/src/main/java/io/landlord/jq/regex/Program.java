package io.landlord.jq.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compiled pattern. Registers 0 and 1 are the bounds of the match, then come two for each group, then the ones a
 * call of a group saves and restores.
 */
record Program(Instruction[] code, int registers, List<@Nullable String> groupNames, List<int[]> groupLists) {
    int groups() {
        return groupNames.size();
    }

    int firstLocal() {
        return 2 + 2 * groups();
    }
}
