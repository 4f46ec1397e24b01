package io.landlord.jq.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * A compiled regular expression that finds in any text what jq 1.8 finds with the same pattern and flags.
 *
 * <p>The syntax is Oniguruma's {@code ONIG_SYNTAX_PERL_NT}: {@code ^} and {@code $} match at the ends of the text unless
 * {@code (?m)}, a dot matches a newline only with {@code (?s)} or the flag {@code p}, and all groups capture, named or
 * not. Not supported, and refused: {@code \X}, {@code \y}, the absent operator, conditions that are patterns. Case is
 * folded letter by letter, so that {@code ß} does not match {@code ss}; all places count code points, also where jq
 * itself would step by bytes over an empty match.
 *
 * <p>Limits: 250 levels of nesting, 100,000 repetitions in braces, 4,000,000 open choices, 100,000 calls of a group.
 * Immutable and safe for many threads.
 */
public final class Regex {
    private final Program program;
    private final Flags flags;

    private Regex(Program program, Flags flags) {
        this.program = program;
        this.flags = flags;
    }

    /**
     * Compiles a pattern.
     *
     * @param flags any of {@code g i x s n p l}, as in jq's manual; {@code g} is left to the caller of {@link #matches}
     * @throws RegexException if the pattern or the flags are not valid
     */
    public static Regex compile(String pattern, String flags) {
        Flags parsed = Flags.of(flags);
        PatternParser parser = new PatternParser(pattern, parsed.options());
        Node tree = parser.parse();
        return new Regex(Compiler.compile(tree, parser.groupNames()), parsed);
    }

    /**
     * The first match, or all that do not overlap, from left to right. After an empty match the search goes on one code
     * point further, so the end of the text can match too. All work is told to {@code steps}, whose exception passes through.
     *
     * @throws RegexException if a match goes over a limit
     */
    public List<Match> matches(String input, boolean global, StepCounter steps) {
        steps.step(1 + input.length() / 16);
        int[] text = input.codePoints().toArray();
        Matcher matcher = new Matcher(program, text, flags.notEmpty(), flags.longest(), steps);
        List<Match> found = new ArrayList<>();
        int from = 0;
        do {
            int[] bounds = matcher.search(from);
            if (bounds.length == 0) {
                break;
            }
            found.add(match(text, bounds, steps));
            from = bounds[1] > bounds[0] ? bounds[1] : bounds[1] + 1;
        } while (global && from <= text.length);
        return found;
    }

    private Match match(int[] text, int[] bounds, StepCounter steps) {
        List<Group> groups = new ArrayList<>(program.groups());
        for (int group = 1; group <= program.groups(); group++) {
            groups.add(group(text, bounds, group, steps));
        }
        int length = bounds[1] - bounds[0];
        steps.step(1 + length / 16);
        return new Match(bounds[0], length, new String(text, bounds[0], length), groups);
    }

    private Group group(int[] text, int[] bounds, int group, StepCounter steps) {
        String name = program.groupNames().get(group - 1);
        int from = bounds[2 * group];
        int to = bounds[2 * group + 1];
        if (to < 0) {
            return new Group(-1, 0, null, name);
        }
        steps.step(1 + (to - from) / 16);
        return new Group(from, to - from, new String(text, from, to - from), name);
    }
}
