package io.landlord.jq.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the members of a bracket expression and makes one test of them. */
final class CharClass {
    private record Range(int from, int to) {}

    private final ArrayList<Range> ranges = new ArrayList<>();
    private final Map<String, CharTest> types = new LinkedHashMap<>();

    void add(int from, int to) {
        if (from > to) {
            throw RegexException.failure("empty range in char class");
        }
        ranges.add(new Range(from, to));
    }

    void add(String key, CharTest type) {
        types.putIfAbsent(key, type);
    }

    CharTest test(boolean ignoreCase, boolean negated) {
        CharTest plain = plain();
        CharTest folded = ignoreCase ? c -> anyCase(plain, c) : plain;
        return negated ? folded.not() : folded;
    }

    private CharTest plain() {
        int[] bounds = merged();
        List<CharTest> others = List.copyOf(types.values());
        return c -> inRanges(bounds, c) || anyOf(others, c);
    }

    private static boolean anyCase(CharTest test, int c) {
        int upper = Character.toUpperCase(c);
        int lower = Character.toLowerCase(c);
        return test.accepts(c)
                || test.accepts(lower)
                || test.accepts(upper)
                || test.accepts(Character.toLowerCase(upper))
                || test.accepts(Character.toUpperCase(lower));
    }

    private static boolean anyOf(List<CharTest> tests, int c) {
        for (CharTest test : tests) {
            if (test.accepts(c)) {
                return true;
            }
        }
        return false;
    }

    /** The bounds, ascending: even indices start a range, odd ones are the first code point after it. */
    private int[] merged() {
        ranges.sort(Comparator.comparingInt(Range::from));
        int[] bounds = new int[2 * ranges.size()];
        int size = 0;
        for (Range range : ranges) {
            if (size > 0 && range.from() <= bounds[size - 1]) {
                bounds[size - 1] = Math.max(bounds[size - 1], range.to() + 1);
            } else {
                bounds[size++] = range.from();
                bounds[size++] = range.to() + 1;
            }
        }
        return Arrays.copyOf(bounds, size);
    }

    private static boolean inRanges(int[] bounds, int c) {
        int at = Arrays.binarySearch(bounds, c);
        return at >= 0 ? at % 2 == 0 : (-at - 1) % 2 == 1;
    }
}
