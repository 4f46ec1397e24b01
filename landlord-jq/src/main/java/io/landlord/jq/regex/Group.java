package io.landlord.jq.regex;

import org.jspecify.annotations.Nullable;

/**
 * What one capturing group matched. Offsets and lengths count code points of the input. A group that took no part in
 * the match has offset -1, length 0 and no string; an unnamed group has no name.
 */
public record Group(
        int offset,
        int length,
        @Nullable String string,
        @Nullable String name) {}
