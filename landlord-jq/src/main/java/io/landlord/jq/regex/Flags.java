package io.landlord.jq.regex;

/** The flags of jq's regex functions; {@code g} and {@code s} are accepted and change nothing here. */
record Flags(Options options, boolean notEmpty, boolean longest) {
    static Flags of(String flags) {
        Options options = new Options(false, false, false, false);
        boolean notEmpty = false;
        boolean longest = false;
        for (int i = 0; i < flags.length(); i++) {
            switch (flags.charAt(i)) {
                case 'g', 's' -> {}
                case 'i' -> options = options.with('i', true);
                case 'x' -> options = options.with('x', true);
                case 'p' -> options = options.with('s', true);
                case 'n' -> notEmpty = true;
                case 'l' -> longest = true;
                default -> throw new RegexException(flags + " is not a valid modifier string");
            }
        }
        return new Flags(options, notEmpty, longest);
    }
}
