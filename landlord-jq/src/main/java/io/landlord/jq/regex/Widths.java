package io.landlord.jq.regex;

/** How many characters a part of a pattern takes at least and at most; the most is {@link Node#UNBOUNDED} if unlimited. */
record Widths(int min, int max) {
    private static final int LARGE = 1 << 24;

    static Widths of(Node node) {
        return switch (node) {
            case Node.One one -> new Widths(1, 1);
            case Node.Sequence sequence -> {
                Widths sum = new Widths(0, 0);
                for (Node part : sequence.parts()) {
                    sum = sum.plus(of(part));
                }
                yield sum;
            }
            case Node.Choice choice -> {
                Widths all = of(choice.branches().get(0));
                for (Node branch : choice.branches()) {
                    all = all.or(of(branch));
                }
                yield all;
            }
            case Node.Capture capture -> of(capture.body());
            case Node.Repeat repeat -> of(repeat.body()).times(repeat.min(), repeat.max());
            case Node.Atomic atomic -> of(atomic.body());
            case Node.Condition condition -> of(condition.then()).or(of(condition.otherwise()));
            case Node.Look look -> new Widths(0, 0);
            case Node.Assertion assertion -> new Widths(0, 0);
            case Node.Keep keep -> new Widths(0, 0);
            case Node.BackReference reference -> new Widths(0, Node.UNBOUNDED);
            case Node.Call call -> new Widths(0, Node.UNBOUNDED);
        };
    }

    private Widths plus(Widths other) {
        return of((long) min + other.min, max < 0 || other.max < 0 ? -1 : (long) max + other.max);
    }

    private Widths or(Widths other) {
        return of(Math.min(min, other.min), max < 0 || other.max < 0 ? -1 : Math.max(max, other.max));
    }

    private Widths times(int least, int most) {
        boolean unlimited = max != 0 && (max < 0 || most < 0);
        return of((long) min * least, unlimited ? -1 : (long) max * Math.max(most, 0));
    }

    private static Widths of(long min, long max) {
        return new Widths((int) Math.min(min, LARGE), max < 0 || max > LARGE ? Node.UNBOUNDED : (int) max);
    }
}
