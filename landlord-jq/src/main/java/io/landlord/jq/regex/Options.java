package io.landlord.jq.regex;

/**
 * The options in force at one place of a pattern.
 *
 * @param ignoreCase letters match in either case
 * @param extended blanks and comments in the pattern mean nothing
 * @param dotAll a dot matches a newline too
 * @param lines {@code ^} and {@code $} match at every line rather than at the ends of the text
 */
record Options(boolean ignoreCase, boolean extended, boolean dotAll, boolean lines) {
    Options with(int letter, boolean on) {
        return switch (letter) {
            case 'i' -> new Options(on, extended, dotAll, lines);
            case 'x' -> new Options(ignoreCase, on, dotAll, lines);
            case 's' -> new Options(ignoreCase, extended, on, lines);
            case 'm' -> new Options(ignoreCase, extended, dotAll, on);
            default -> throw RegexException.failure("undefined group option");
        };
    }
}
