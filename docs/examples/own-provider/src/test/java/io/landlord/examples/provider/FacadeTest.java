package io.landlord.examples.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.WorkflowManager;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The provider behind the facade: the one line of registration is all it takes. */
class FacadeTest {
    private static final String GREETING = """
            document: {dsl: 1.0.3, namespace: examples, name: greeting, version: 1.0.0}
            do:
              - greet: {set: {text: '${ "Hello, " + .name + "!" }'}}
            """;

    private final JsonNode input = JsonMapper.shared().readTree("{\"name\": \"acme\"}");

    @TempDir
    private Path directory;

    private static WorkflowManager facade(FileProvider provider) {
        return new WorkflowManager(
                new ProviderRegistry().register(provider),
                new InMemoryWorkflowCatalog(),
                FacadeSettings.withDefaultProvider(FileProvider.NAME),
                new SimpleMeterRegistry());
    }

    @Test
    void a_definition_runs_on_it() throws InterruptedException {
        Path file = directory.resolve("journal.jsonl");
        try (FileProvider provider = FileProvider.open(file, new TaskHandlers(), Clock.systemUTC(), execution -> {})) {
            WorkflowManager landlord = facade(provider);
            ExecutionStatus status = landlord.runOnce(GREETING, input, Duration.ofMinutes(1));

            assertThat(status.output()).hasToString("{\"text\":\"Hello, acme!\"}");
        }
    }

    @Test
    void what_it_cannot_do_the_facade_refuses_by_name() {
        Path file = directory.resolve("journal.jsonl");
        try (FileProvider provider = FileProvider.open(file, new TaskHandlers(), Clock.systemUTC(), execution -> {})) {
            WorkflowManager landlord = facade(provider);
            assertThat(landlord.createWorkflow(WorkflowSpec.of("greeting", GREETING))
                            .provider())
                    .isEqualTo("file");

            LandlordException refusal = catchThrowableOfType(LandlordException.class, landlord::listWorkflows);

            assertThat(refusal.code()).isEqualTo(ErrorCode.CAPABILITY_UNSUPPORTED);
            assertThat(refusal).hasMessageContaining("file").hasMessageContaining("list_workflows");
        }
    }
}
