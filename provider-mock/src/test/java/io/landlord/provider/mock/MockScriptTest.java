package io.landlord.provider.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.Event;
import io.landlord.provider.mock.MockScript.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.IntNode;

@Timeout(30)
class MockScriptTest {
    private static final JsonNode INPUT = JsonMapper.shared().readTree("{\"tenant\": \"acme\"}");
    private static final Event.Failure BUSY =
            new Event.Failure("urn:example:busy", 503, "Busy", "come back later", true);

    @Test
    void any_definition_is_taken_and_succeeds_at_once_with_its_input() throws Exception {
        ExecutionStatus status = run(MockScript.SUCCEED, spec().withDefinition("this is: [no workflow"));

        assertThat(status.state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(status.output()).isEqualTo(INPUT);
    }

    @Test
    void an_execution_fails_with_the_error_it_is_told() throws Exception {
        ExecutionStatus status = run((workflow, input) -> new Answer.Fail(BUSY), spec());

        assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
        ExecutionError error = Objects.requireNonNull(status.error());
        assertThat(error.type()).isEqualTo("urn:example:busy");
        assertThat(error.status()).isEqualTo(503);
        assertThat(error.detail()).isEqualTo("come back later");
    }

    @Test
    void an_execution_takes_as_long_as_it_is_told() throws Exception {
        ExecutionStatus status = run(
                (workflow, input) -> new Answer.After(Duration.ofHours(3), new Answer.Succeed(IntNode.valueOf(1))),
                spec());

        assertThat(status.output()).isEqualTo(IntNode.valueOf(1));
        assertThat(Duration.between(status.startTime(), status.stopTime())).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void an_execution_that_takes_longer_than_the_timeout_times_out() throws Exception {
        ExecutionStatus status = run(
                (workflow, input) -> new Answer.After(Duration.ofHours(3), new Answer.Succeed(INPUT)),
                spec().withTimeout(Duration.ofHours(1)));

        assertThat(status.state()).isEqualTo(ExecutionState.TIMED_OUT);
    }

    @Test
    void an_execution_that_stays_running_is_stopped_like_any_other() throws Exception {
        try (MockProvider provider = provider((workflow, input) -> new Answer.StayRunning())) {
            String id = start(provider, spec());
            assertThat(Waits.until(provider, id, status -> status.state() == ExecutionState.RUNNING)
                            .currentTasks())
                    .hasSize(1);

            provider.stopExecution(id, "no longer wanted");

            ExecutionStatus stopped =
                    Waits.until(provider, id, status -> status.state().isFinal());
            assertThat(stopped.state()).isEqualTo(ExecutionState.CANCELLED);
            assertThat(Objects.requireNonNull(stopped.error()).detail()).isEqualTo("no longer wanted");
        }
    }

    private static ExecutionStatus run(MockScript script, WorkflowSpec spec) throws InterruptedException {
        try (MockProvider provider = provider(script)) {
            return Waits.until(
                    provider, start(provider, spec), status -> status.state().isFinal());
        }
    }

    private static MockProvider provider(MockScript script) {
        return new MockProvider(
                new TaskHandlers(),
                new MockSettings(Clock.systemUTC(), true, true, event -> {}, script, execution -> {}));
    }

    private static WorkflowSpec spec() {
        return WorkflowSpec.of("scripted", "do: anything");
    }

    private static String start(MockProvider provider, WorkflowSpec spec) {
        provider.createWorkflow(spec);
        return provider.startExecution(spec.workflowId(), ExecutionInput.of("one", INPUT))
                .executionId();
    }
}
