package io.landlord.jq;

import io.landlord.jq.regex.StepCounter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import tools.jackson.databind.JsonNode;

/** jq's total order over values, without recursion. */
final class Comparison {
    private static final int DEEPEST = 10_000;

    /** Two containers of one kind, half compared. Objects have the same keys, in order. */
    private static final class Pair {
        final JsonNode left;
        final JsonNode right;
        final String[] keys;
        int next;

        Pair(JsonNode left, JsonNode right, String[] keys) {
            this.left = left;
            this.right = right;
            this.keys = keys;
        }
    }

    private static final String[] NO_KEYS = {};

    private Comparison() {}

    static int compare(JsonNode left, JsonNode right) {
        return compare(left, right, n -> {}, "Comparison too deep");
    }

    static int compare(JsonNode left, JsonNode right, StepCounter meter) {
        return compare(left, right, meter, "Comparison too deep");
    }

    @SuppressWarnings("ReferenceEquality") // A shortcut only: what is not the same is compared.
    static boolean equal(JsonNode left, JsonNode right, StepCounter meter) {
        if (left == right && !left.isContainer() && !left.isNumber()) {
            return true;
        }
        return compare(left, right, meter, "Equality check too deep") == 0;
    }

    private static int compare(JsonNode left, JsonNode right, StepCounter meter, String tooDeep) {
        int result = shallow(left, right);
        if (result != 0 || !left.isContainer()) {
            return result;
        }
        Deque<Pair> open = new ArrayDeque<>();
        result = open(open, left, right, meter);
        while (result == 0 && !open.isEmpty()) {
            if (open.size() > DEEPEST) {
                throw new JqException(tooDeep);
            }
            result = advance(open, meter);
        }
        return result;
    }

    private static int advance(Deque<Pair> open, StepCounter meter) {
        Pair pair = open.peek();
        int index = pair.next++;
        if (pair.left.isArray()) {
            int common = Math.min(pair.left.size(), pair.right.size());
            if (index == common) {
                open.pop();
                return Integer.compare(pair.left.size(), pair.right.size());
            }
            return child(open, pair.left.get(index), pair.right.get(index), meter);
        }
        if (index == pair.keys.length) {
            open.pop();
            return 0;
        }
        return child(open, pair.left.get(pair.keys[index]), pair.right.get(pair.keys[index]), meter);
    }

    private static int child(Deque<Pair> open, JsonNode left, JsonNode right, StepCounter meter) {
        int result = shallow(left, right);
        return result != 0 || !left.isContainer() ? result : open(open, left, right, meter);
    }

    private static int open(Deque<Pair> open, JsonNode left, JsonNode right, StepCounter meter) {
        meter.step(1 + Math.min(left.size(), right.size()) / 4);
        if (left.isArray()) {
            open.push(new Pair(left, right, NO_KEYS));
            return 0;
        }
        String[] keys = sortedKeys(left);
        String[] others = sortedKeys(right);
        int common = Math.min(keys.length, others.length);
        for (int i = 0; i < common; i++) {
            int result = Texts.compare(keys[i], others[i]);
            if (result != 0) {
                return result;
            }
        }
        open.push(new Pair(left, right, keys));
        return Integer.compare(keys.length, others.length);
    }

    static String[] sortedKeys(JsonNode object) {
        String[] keys = object.propertyNames().toArray(String[]::new);
        Arrays.sort(keys, Texts::compare);
        return keys;
    }

    /** Compares kinds and scalars; containers of one kind are equal here. */
    private static int shallow(JsonNode left, JsonNode right) {
        Kind kind = Kind.of(left);
        int result = kind.compareTo(Kind.of(right));
        if (result != 0) {
            return result;
        }
        return switch (kind) {
            case NULL, FALSE, TRUE, ARRAY, OBJECT -> 0;
            case NUMBER -> numbers(JqValues.numeric(left), JqValues.numeric(right));
            case STRING -> Texts.compare(Texts.of(left), Texts.of(right));
        };
    }

    private static int numbers(double left, double right) {
        if (left < right || Double.isNaN(left)) {
            return -1;
        }
        return left == right ? 0 : 1;
    }
}
