package io.landlord.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.handlers.ShippedHandlers;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The README's example in Java, compiled and run as it stands there. */
class EmbeddingTest {
    private static final Path ROOT = Path.of("..", "..");

    @Test
    void the_example_of_the_readme_runs() throws IOException, InterruptedException {
        String definition = Files.readString(ROOT.resolve("examples/onboarding.yaml"));
        // README: begin
        var handlers = ShippedHandlers.register(new TaskHandlers());
        try (var engine = new MockProvider(handlers, MockSettings.virtualClock())) {
            var landlord = new WorkflowManager(
                    new ProviderRegistry().register(engine),
                    new InMemoryWorkflowCatalog(),
                    FacadeSettings.withDefaultProvider("mock"),
                    new SimpleMeterRegistry());
            var input = JsonMapper.shared().readTree("{\"customer\": \"Acme Corp\", \"plan\": \"premium\"}");
            ExecutionStatus status = landlord.runOnce(definition, input, Duration.ofMinutes(1));
            System.out.println(status.state() + " " + status.output());
            // README: end
            assertThat(status.state()).isEqualTo(ExecutionState.SUCCEEDED);
            assertThat(String.valueOf(status.output()))
                    .isEqualTo("{\"customer\":\"Acme Corp\",\"seats\":100,\"welcome\":true}");
        }
    }

    @Test
    void the_readme_shows_this_very_example() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/landlord/cli/local/EmbeddingTest.java"));
        String example = source.substring(
                source.indexOf("// README: begin\n") + "// README: begin\n".length(),
                source.indexOf("            // README: end"));
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains(example.stripTrailing().stripIndent().strip());
    }
}
