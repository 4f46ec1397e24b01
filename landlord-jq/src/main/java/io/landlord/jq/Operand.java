package io.landlord.jq;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A value that an instruction can fetch by itself. */
sealed interface Operand {
    JsonNode get(Evaluator evaluator);

    record Constant(JsonNode value) implements Operand {
        @Override
        public JsonNode get(Evaluator evaluator) {
            return value;
        }
    }

    /** A slot of the present frame. */
    record Slot(int slot) implements Operand {
        @Override
        public JsonNode get(Evaluator evaluator) {
            return (JsonNode) Objects.requireNonNull(evaluator.frame.slots[slot]);
        }
    }

    /** A variable of a frame so many levels further out. */
    record Variable(int levels, int slot) implements Operand {
        @Override
        public JsonNode get(Evaluator evaluator) {
            return Heap.share((JsonNode) Objects.requireNonNull(evaluator.outer(levels).slots[slot]));
        }
    }

    /** A variable of the caller. */
    record Global(int index) implements Operand {
        @Override
        public JsonNode get(Evaluator evaluator) {
            return evaluator.globals[index];
        }
    }
}
