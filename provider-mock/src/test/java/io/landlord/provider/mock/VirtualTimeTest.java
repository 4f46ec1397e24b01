package io.landlord.provider.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class VirtualTimeTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TaskHandlers handlers = new TaskHandlers();
    private final MockProvider provider =
            new MockProvider(handlers, MockSettings.virtualClock().withEncodedStates());

    @Test
    void a_wait_of_thirty_days_is_over_at_once() throws Exception {
        ExecutionStatus status = run("""
                document: {dsl: 1.0.3, namespace: test, name: wait, version: 1.0.0}
                do:
                  - first:
                      set: {greeting: '${ "hello " + .name }'}
                  - pause:
                      wait: {days: 30}
                """, "{\"name\": \"world\"}");

        assertThat(status.state()).isEqualTo(ExecutionState.SUCCEEDED);
        assertThat(status.output()).isEqualTo(JSON.readTree("{\"greeting\": \"hello world\"}"));
        assertThat(Duration.between(status.startTime(), status.stopTime())).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void time_that_handlers_take_is_virtual_too() throws Exception {
        handlers.register(new TaskHandler() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
                provider.pass(
                        context, Duration.ofSeconds(arguments.get("seconds").intValue()));
                return arguments;
            }
        });

        ExecutionStatus status = run("""
                document: {dsl: 1.0.3, namespace: test, name: race, version: 1.0.0}
                do:
                  - race:
                      fork:
                        compete: true
                        branches:
                          - slow: {call: slow, with: {seconds: 4000}}
                          - quick: {call: slow, with: {seconds: 3}}
                """, "{}");

        assertThat(status.output()).isEqualTo(JSON.readTree("{\"seconds\": 3}"));
        assertThat(Duration.between(status.startTime(), status.stopTime())).isEqualTo(Duration.ofSeconds(3));
    }

    private ExecutionStatus run(String definition, String input) throws InterruptedException {
        provider.createWorkflow(WorkflowSpec.of("w", definition));
        String id = provider.startExecution("w", ExecutionInput.of("one", JSON.readTree(input)))
                .executionId();
        return Waits.until(provider, id, status -> status.state().isFinal());
    }
}
