package io.landlord.server.configuration;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.LandlordException;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.provider.temporal.TemporalProvider;
import io.landlord.server.graph.GraphRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Deploys the graph that the second port is for, when that is enabled. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("landlord.graph.enabled")
class GraphWiring {

    @Bean
    GraphRuns graphRuns(LandlordProperties properties, WorkflowManager facade, Providers providers) {
        LandlordProperties.Graph graph = properties.graph();
        String text = text(graph.definition());
        try {
            return new GraphRuns(
                    facade,
                    (provider, execution) -> runId(providers.temporal(), provider, execution),
                    WorkflowSpec.of(graph.workflow(), text),
                    input(graph.input()));
        } catch (LandlordException refusal) {
            throw new Misconfiguration(
                    "landlord.graph: " + refusal.getMessage() + told(refusal.diagnostics()),
                    "Correct landlord.graph.definition or landlord.graph.workflow.");
        }
    }

    /** In one line: the whole of it is what ./landlord check shows. */
    private static String told(List<Diagnostic> problems) {
        return problems.stream()
                .filter(Diagnostic::isError)
                .findFirst()
                .map(first -> ": line " + first.line() + ": " + first.message())
                .orElse("");
    }

    private static String runId(@Nullable TemporalProvider temporal, String provider, String execution) {
        return temporal != null && provider.equals(TemporalProvider.NAME)
                ? temporal.footprint(execution).runId()
                : execution;
    }

    private static String text(@Nullable Path file) {
        try {
            return file == null ? GraphRuns.example() : Files.readString(file);
        } catch (IOException unreadable) {
            throw new Misconfiguration(
                    "landlord.graph.definition cannot be read: " + unreadable, "Name a file with a node graph.");
        }
    }

    private static JsonNode input(String text) {
        try {
            JsonNode input = JsonMapper.shared().readTree(text);
            if (input.isObject()) {
                return input;
            }
        } catch (JacksonException wrong) {
            // told below
        }
        throw new Misconfiguration(
                "landlord.graph.input is no JSON object", "Write it like {\"webhook\": \"https://example.com/hook\"}.");
    }
}
