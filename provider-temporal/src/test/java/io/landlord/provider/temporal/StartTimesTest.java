package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a start asks Temporal. */
@ExtendWith(TemporalServer.class)
class StartTimesTest {
    private static final String DESCRIBE = "DescribeWorkflowExecution";

    private final TemporalSettings settings = OnTemporal.settings();

    /** What was asked in order to start an execution, of which a worker of the process, or none, takes the first task. */
    private List<String> asked(boolean worker) {
        try (GrpcProxy proxy = new GrpcProxy(TemporalServer.address(), null);
                TemporalProvider provider = TemporalProvider.open(
                        Recording.handlers(),
                        settings.withWorker(worker, 1)
                                .with(new TemporalFrontend(
                                        proxy.address(), "default", null, null, null, Duration.ofSeconds(10))))) {
            assertThat(provider.createWorkflow(OnTemporal.spec("- a:\n    set: {x: 1}\n"))
                            .created())
                    .isTrue();
            ExecutionResult started = provider.startExecution(
                    "test", ExecutionInput.of("e" + worker, JsonNodeFactory.instance.objectNode()));
            List<String> asked = proxy.methods();

            assertThat(started.created()).isTrue();
            assertThat(started.startTime())
                    .isEqualTo(Run.instant(History.of(settings, started.executionId())
                            .getFirst()
                            .getEventTime()));
            return asked;
        }
    }

    @Test
    void a_start_that_brings_the_first_task_along_tells_when_it_was() {
        assertThat(asked(true)).contains("StartWorkflowExecution").doesNotContain(DESCRIBE);
    }

    @Test
    void after_another_one_temporal_is_asked_when_it_was() {
        assertThat(asked(false)).contains("StartWorkflowExecution").contains(DESCRIBE);
    }
}
