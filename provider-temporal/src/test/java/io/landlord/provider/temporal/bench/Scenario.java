package io.landlord.provider.temporal.bench;

/**
 * What both sides do.
 *
 * @param size the number of calls
 * @param clients how many wait for executions at once where throughput is measured
 */
record Scenario(String name, Shape shape, int size, int clients) {
    enum Shape {
        SEQUENCE,
        FORK,
        LOOP,
        /** A loop without a call. */
        PURE
    }

    /** The definition's tasks. */
    String tasks() {
        StringBuilder tasks = new StringBuilder();
        switch (shape) {
            case SEQUENCE -> {
                for (int n = 0; n < size; n++) {
                    tasks.append("- s%d:\n    call: work\n    with: {n: %d}\n".formatted(n, n));
                }
            }
            case FORK -> {
                tasks.append("- all:\n    fork:\n      branches:\n");
                for (int n = 0; n < size; n++) {
                    tasks.append("        - b%d:\n            call: work\n            with: {n: %d}\n".formatted(n, n));
                }
            }
            case LOOP -> tasks.append("""
                        - each:
                            for: {in: '${ [range(%d)] }', each: n}
                            do:
                              - one:
                                  call: work
                                  with: {n: '${ $n }'}
                        """.formatted(size));
            case PURE -> tasks.append("""
                        - each:
                            for: {in: '${ [range(%d)] }', each: n}
                            do:
                              - one:
                                  set: '${ $n }'
                        """.formatted(size));
        }
        return tasks.toString();
    }
}
