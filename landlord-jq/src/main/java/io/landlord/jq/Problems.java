package io.landlord.jq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with one source and knows lines and columns in it. */
final class Problems {
    private static final int MOST = 50;

    /** Ends a parse that cannot go on; the problem is gathered already. */
    static final class Abandoned extends RuntimeException {
        Abandoned() {
            super(null, null, false, false);
        }
    }

    private final String source;
    private final List<JqProblem> problems = new ArrayList<>();

    Problems(String source) {
        this.source = source;
    }

    void add(int offset, int length, String message) {
        add(offset, length, message, null);
    }

    void add(int offset, int length, String message, @Nullable String hint) {
        if (problems.size() < MOST) {
            problems.add(new JqProblem(offset, length, line(offset), column(offset), message, hint));
        }
    }

    Abandoned abandon(int offset, int length, String message, @Nullable String hint) {
        add(offset, length, message, hint);
        return new Abandoned();
    }

    int line(int offset) {
        return 1
                + (int) source.substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private int column(int offset) {
        return offset - source.lastIndexOf('\n', offset - 1);
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new JqSyntaxException(problems.stream()
                    .sorted(Comparator.comparingInt(JqProblem::offset))
                    .distinct()
                    .toList());
        }
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }
}
