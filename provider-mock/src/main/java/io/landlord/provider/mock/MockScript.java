package io.landlord.provider.mock;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.machine.Event;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Tells a mock that runs no definitions how its executions go. Asked once for each execution, when it starts. */
@FunctionalInterface
public interface MockScript {

    /** Every execution succeeds at once and gives its input back. */
    MockScript SUCCEED = (workflowId, input) -> new Answer.Succeed(input.input());

    Answer answer(String workflowId, ExecutionInput input);

    /** How an execution goes. */
    sealed interface Answer {
        /** It succeeds at once with this output. */
        record Succeed(JsonNode output) implements Answer {}

        /** It fails at once with this error. */
        record Fail(Event.Failure failure) implements Answer {}

        /** It runs until it is stopped or times out. */
        record StayRunning() implements Answer {}

        /** It takes this long and then goes on like that. */
        record After(Duration duration, Answer then) implements Answer {}
    }
}
