package io.landlord.jq;

import tools.jackson.databind.JsonNode;

/** Several results of one instruction, given one by one as the evaluator backtracks. */
interface Cursor {
    boolean hasNext();

    JsonNode next();

    /** The path from where the cursor began to what {@link #next} gave last, under the path that led to its begin. */
    default Path path(Path begin, JsonNode value) {
        return begin;
    }
}
