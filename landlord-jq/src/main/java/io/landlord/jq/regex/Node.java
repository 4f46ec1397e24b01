package io.landlord.jq.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of a parsed pattern. */
sealed interface Node {
    /** One code point that passes a test. */
    record One(CharTest test) implements Node {}

    record Sequence(List<Node> parts) implements Node {}

    record Choice(List<Node> branches) implements Node {}

    record Capture(int group, Node body) implements Node {}

    /** {@code max} is {@link #UNBOUNDED} where there is no upper limit. */
    record Repeat(Node body, int min, int max, boolean lazy) implements Node {}

    record Atomic(Node body) implements Node {}

    record Look(Node body, boolean behind, boolean negative) implements Node {}

    record Assertion(Op op) implements Node {}

    record BackReference(Reference to, boolean ignoreCase) implements Node {}

    record Call(Reference to) implements Node {}

    record Condition(Reference to, Node then, Node otherwise) implements Node {}

    /** The reported match starts here. */
    record Keep() implements Node {}

    /** A group by name, or by number where the name is null. */
    record Reference(@Nullable String name, int number) {}

    int UNBOUNDED = -1;

    static Node empty() {
        return new Sequence(List.of());
    }
}
