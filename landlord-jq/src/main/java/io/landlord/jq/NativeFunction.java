package io.landlord.jq;

import tools.jackson.databind.JsonNode;

/** A builtin written in Java: one result for one input and one value of each argument. */
@FunctionalInterface
interface NativeFunction {
    /** Changes neither input nor arguments unless {@link Heap} says that nobody else holds them. */
    JsonNode call(Evaluator evaluator, JsonNode input, JsonNode[] arguments);
}
