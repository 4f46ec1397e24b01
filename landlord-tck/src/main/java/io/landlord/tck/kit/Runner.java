package io.landlord.tck.kit;

import io.landlord.api.execution.ExecutionState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs definitions to their end: the port through which the kit reaches what is under test. */
@FunctionalInterface
public interface Runner {

    /**
     * Runs a definition once.
     *
     * @param definition the document, in YAML
     * @param input the execution's input
     */
    Outcome run(String definition, JsonNode input);

    /** What came of a run. */
    sealed interface Outcome {

        /**
         * The definition was not run.
         *
         * @param code the code of the first diagnostic
         */
        record Refused(String code) implements Outcome {}

        /**
         * The execution ended.
         *
         * @param error an object with at least type and status where it did not succeed
         * @param tasks the names of the tasks that ran, in the order they began
         */
        record Ended(
                ExecutionState state,
                @Nullable JsonNode output,
                @Nullable JsonNode error,
                List<String> tasks) implements Outcome {
            public Ended {
                tasks = List.copyOf(tasks);
            }
        }
    }
}
