package io.landlord.tck.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.tck.kit.Runner.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class KitConformanceTest {
    private static final String COMPLETES = """
            Then the workflow should complete with output:
            \"""yaml
            sum: 3
            \"""
            """;
    private static final String FAULTS = """
            Then the workflow should fault with error:
            \"""yaml
            type: https://serverlessworkflow.io/spec/1.0.0/errors/timeout
            status: 408
            \"""
            """;

    @TempDir
    private Path kit;

    @Test
    void a_runner_is_given_the_definition_and_the_input() throws IOException {
        List<String> seen = new ArrayList<>();

        String ignored = outcome(COMPLETES, (definition, input) -> {
            seen.add(definition + input);
            return succeeded("{\"sum\": 3}");
        });

        assertThat(seen).containsExactly("do: []\n{\"a\":1}");
    }

    @Test
    void what_comes_true_passes() throws IOException {
        assertThat(outcome(COMPLETES, succeeding("{\"sum\": 3}"))).isEqualTo("passed");
        assertThat(outcome("And first should run first\n", succeeding("{}"))).isEqualTo("passed");
        assertThat(outcome("And second should run after first\n", succeeding("{}")))
                .isEqualTo("passed");
        assertThat(outcome(FAULTS, failing(408))).isEqualTo("passed");
    }

    @Test
    void what_does_not_come_true_fails() throws IOException {
        assertThat(outcome(COMPLETES, succeeding("{\"sum\": 4}"))).isNotEqualTo("passed");
        assertThat(outcome(COMPLETES, failing(408))).isNotEqualTo("passed");
        assertThat(outcome("And second should run first\n", succeeding("{}"))).isNotEqualTo("passed");
        assertThat(outcome("And first should run after second\n", succeeding("{}")))
                .isNotEqualTo("passed");
        assertThat(outcome("And third should run after first\n", succeeding("{}")))
                .isNotEqualTo("passed");
        assertThat(outcome(FAULTS, failing(500))).isNotEqualTo("passed");
        assertThat(outcome(FAULTS, succeeding("{}"))).isNotEqualTo("passed");
        assertThat(outcome("Then something else should happen\n", succeeding("{}")))
                .isNotEqualTo("passed");
    }

    @Test
    void a_refusal_counts_only_for_what_is_not_supported() throws IOException {
        assertThat(outcome(COMPLETES, (definition, input) -> new Outcome.Refused("unsupported-feature")))
                .isEqualTo("refused");
        assertThat(outcome(COMPLETES, (definition, input) -> new Outcome.Refused("unknown-property")))
                .isNotEqualTo("refused");
    }

    private String outcome(String sentences, Runner runner) throws IOException {
        Files.writeString(kit.resolve("one.feature"), """
                Feature: One

                Scenario: The one
                Given a workflow with definition:
                \"""yaml
                do: []
                \"""
                And given the workflow input is:
                \"""yaml
                a: 1
                \"""
                When the workflow is executed
                """ + sentences);
        return String.valueOf(KitConformance.outcomes(kit, runner).get("The one"));
    }

    private static Runner succeeding(String output) {
        return (definition, input) -> succeeded(output);
    }

    private static Outcome succeeded(String output) {
        return ended(ExecutionState.SUCCEEDED, json(output), null);
    }

    private static Runner failing(int status) {
        return (definition, input) -> ended(
                ExecutionState.FAILED,
                null,
                json("{\"type\": \"https://open-workflow-specification.org/spec/1.0.0/errors/timeout\", \"status\": "
                        + status + "}"));
    }

    private static Outcome ended(ExecutionState state, @Nullable JsonNode output, @Nullable JsonNode error) {
        return new Outcome.Ended(state, output, error, List.of("first", "second"));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
