package io.landlord.jq.regex;

import java.util.List;

/**
 * One match: its place in the input, counted in code points, its text, and all groups of the pattern in the order of
 * their opening parentheses.
 */
public record Match(int offset, int length, String string, List<Group> captures) {
    public Match {
        captures = List.copyOf(captures);
    }
}
