package io.landlord.jq.regex;

import io.landlord.jq.regex.Node.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a pattern into a tree. Nesting is limited, so that neither this nor the compiler can overflow the stack. */
final class PatternParser {
    private static final int MAX_DEPTH = 250;
    private static final int MAX_REPEAT = 100_000;

    private final Cursor in;
    private final List<@Nullable String> groupNames = new ArrayList<>();
    private final EscapeParser escapes;
    private Options options;

    PatternParser(String pattern, Options options) {
        this.in = new Cursor(pattern);
        this.options = options;
        this.escapes = new EscapeParser(in);
    }

    /** The names of all groups, in order; null for a group without a name. */
    List<@Nullable String> groupNames() {
        return groupNames;
    }

    Node parse() {
        Node whole = alternatives(0);
        if (!in.atEnd()) {
            throw RegexException.failure("unmatched close parenthesis");
        }
        return whole;
    }

    static void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw RegexException.failure("parse depth limit over");
        }
    }

    private Node alternatives(int depth) {
        checkDepth(depth);
        List<Node> branches = branches(depth);
        return branches.size() == 1 ? branches.get(0) : new Node.Choice(branches);
    }

    private List<Node> branches(int depth) {
        List<Node> branches = new ArrayList<>();
        do {
            branches.add(sequence(depth));
        } while (in.accept('|'));
        return branches;
    }

    private Node sequence(int depth) {
        List<Node> parts = new ArrayList<>();
        skipIgnored();
        while (!in.atEnd() && in.peek() != '|' && in.peek() != ')') {
            int start = in.at();
            if (in.accept("\\Q")) {
                quoted(parts);
            } else {
                parts.add(atom(depth, start));
            }
            quantifiers(parts, depth);
            skipIgnored();
        }
        return parts.size() == 1 ? parts.get(0) : new Node.Sequence(parts);
    }

    private void skipIgnored() {
        while (skipComment() || skipBlank() || skipOptions()) {
            // one after the other until none is left
        }
    }

    private boolean skipComment() {
        if (in.accept("(?#")) {
            in.until(')', "end pattern in group");
            return true;
        }
        if (!options.extended() || !in.accept('#')) {
            return false;
        }
        while (!in.atEnd() && in.next() != '\n') {
            // the comment ends with the line
        }
        return true;
    }

    private boolean skipBlank() {
        if (!options.extended() || in.atEnd() || !CharTypes.SPACE.accepts(in.peek())) {
            return false;
        }
        in.next();
        return true;
    }

    /** Options that stand alone hold until the group ends. */
    private boolean skipOptions() {
        int start = in.at();
        if (!in.accept("(?")) {
            return false;
        }
        int letter = in.peek();
        if (letter != '-' && (letter < 'a' || letter > 'z')) {
            in.backTo(start);
            return false;
        }
        Options changed = changedOptions();
        if (in.accept(')')) {
            options = changed;
            return true;
        }
        in.backTo(start);
        return false;
    }

    private Options changedOptions() {
        Options changed = options;
        boolean on = true;
        while (in.peek() != ')' && in.peek() != ':') {
            int letter = in.next();
            if (letter == Cursor.END) {
                throw RegexException.failure("end pattern in group");
            }
            if (letter == '-') {
                on = false;
            } else {
                changed = changed.with(letter, on);
            }
        }
        return changed;
    }

    private void quoted(List<Node> parts) {
        while (!in.atEnd() && !in.accept("\\E")) {
            parts.add(literal(in.next()));
        }
    }

    private Node literal(int c) {
        return new Node.One(CharTest.literal(c, options.ignoreCase()));
    }

    private Node atom(int depth, int start) {
        int c = in.next();
        return switch (c) {
            case '\\' -> escapes.parse(options, groupNames.size());
            case '[' -> new Node.One(new BracketParser(in, options.ignoreCase()).parse());
            case '(' -> group(depth);
            case '.' -> new Node.One(options.dotAll() ? CharTest.ANYTHING : CharTest.NOT_NEWLINE);
            case '^' -> new Node.Assertion(options.lines() ? Op.BEGIN_LINE : Op.BEGIN_TEXT);
            case '$' -> new Node.Assertion(options.lines() ? Op.END_LINE : Op.END_TEXT_OR_LAST_NEWLINE);
            case '*', '+', '?' -> throw RegexException.failure("target of repeat operator is not specified");
            case '{' -> brace(start);
            default -> literal(c);
        };
    }

    private Node brace(int start) {
        in.backTo(start);
        if (interval() != null) {
            throw RegexException.failure("target of repeat operator is not specified");
        }
        in.backTo(start + 1);
        return literal('{');
    }

    private void quantifiers(List<Node> parts, int depth) {
        for (int nested = depth; ; nested++) {
            skipIgnoredBeforeQuantifier();
            int[] bounds = bounds();
            if (bounds == null || parts.isEmpty()) {
                return;
            }
            checkDepth(nested);
            Node target = parts.removeLast();
            if (target instanceof Node.Assertion || target instanceof Node.Look || target instanceof Node.Keep) {
                throw RegexException.failure("target of repeat operator is invalid");
            }
            boolean lazy = in.accept('?');
            boolean possessive = !lazy && in.accept('+');
            Node repeat = new Node.Repeat(target, bounds[0], bounds[1], lazy);
            parts.add(possessive ? new Node.Atomic(repeat) : repeat);
        }
    }

    private void skipIgnoredBeforeQuantifier() {
        while (skipComment() || skipBlank()) {
            // one after the other until none is left
        }
    }

    private int @Nullable [] bounds() {
        if (in.accept('*')) {
            return new int[] {0, Node.UNBOUNDED};
        }
        if (in.accept('+')) {
            return new int[] {1, Node.UNBOUNDED};
        }
        return in.accept('?') ? new int[] {0, 1} : interval();
    }

    /** Reads {@code {n}}, {@code {n,}} or {@code {n,m}}; anything else in braces is text. */
    private int @Nullable [] interval() {
        int start = in.at();
        if (!in.accept('{')) {
            return null;
        }
        int min = in.digits(10, Integer.MAX_VALUE);
        int max = min;
        if (min >= 0 && in.accept(',')) {
            max = in.digits(10, Integer.MAX_VALUE);
        }
        if (min < 0 || !in.accept('}')) {
            in.backTo(start);
            return null;
        }
        if (min > MAX_REPEAT || max > MAX_REPEAT) {
            throw RegexException.failure("too big number for repeat range");
        }
        if (max >= 0 && max < min) {
            throw RegexException.failure("upper is smaller than lower in repeat range");
        }
        return new int[] {min, max};
    }

    private Node group(int depth) {
        if (!in.accept('?')) {
            return capture(null, depth);
        }
        int c = in.next();
        return switch (c) {
            case ':' -> body(depth);
            case '=' -> new Node.Look(body(depth), false, false);
            case '!' -> new Node.Look(body(depth), false, true);
            case '>' -> new Node.Atomic(body(depth));
            case '\'' -> capture(name('\''), depth);
            case '<' -> angle(depth);
            case '(' -> condition(depth);
            case '~' -> throw RegexException.failure("absent operator is not supported");
            case Cursor.END -> throw RegexException.failure("end pattern in group");
            default -> withOptions(depth);
        };
    }

    private Node angle(int depth) {
        if (in.accept('=')) {
            return new Node.Look(body(depth), true, false);
        }
        if (!in.accept('!')) {
            return capture(name('>'), depth);
        }
        int before = groupNames.size();
        Node body = body(depth);
        if (groupNames.size() > before) {
            throw RegexException.failure("invalid pattern in look-behind");
        }
        return new Node.Look(body, true, true);
    }

    /** What has options of its own can be repeated even where it is a mere assertion. */
    private Node withOptions(int depth) {
        in.backTo(in.at() - 1);
        Options outer = options;
        options = changedOptions();
        in.next();
        Node body = body(depth);
        options = outer;
        return new Node.Sequence(List.of(body));
    }

    private Node capture(@Nullable String name, int depth) {
        groupNames.add(name);
        int group = groupNames.size();
        return new Node.Capture(group, body(depth));
    }

    private Node body(int depth) {
        Options outer = options;
        Node body = alternatives(depth + 1);
        close();
        options = outer;
        return body;
    }

    private void close() {
        if (!in.accept(')')) {
            throw RegexException.failure("end pattern with unmatched parenthesis");
        }
    }

    private Node condition(int depth) {
        Reference to = escapes.condition(groupNames.size());
        checkDepth(depth + 1);
        Options outer = options;
        List<Node> branches = branches(depth + 1);
        close();
        options = outer;
        if (branches.size() > 2) {
            throw RegexException.failure("invalid if-else syntax");
        }
        return new Node.Condition(to, branches.get(0), branches.size() == 2 ? branches.get(1) : Node.empty());
    }

    private String name(int end) {
        String name = in.until(end, "end pattern with unmatched parenthesis");
        if (name.isEmpty()) {
            throw RegexException.failure("group name is empty");
        }
        boolean valid =
                !Character.isDigit(name.codePointAt(0)) && name.codePoints().allMatch(CharTypes.WORD::accepts);
        if (!valid) {
            throw RegexException.failure("invalid group name <" + name + ">");
        }
        return name;
    }
}
