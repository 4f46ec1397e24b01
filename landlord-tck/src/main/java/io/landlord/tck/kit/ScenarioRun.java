package io.landlord.tck.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.StandardError;
import io.landlord.jq.JqValues;
import io.landlord.tck.kit.Runner.Outcome;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Runs one scenario and holds what came of it against each of its sentences. */
final class ScenarioRun {
    static final String PASSED = "passed";
    static final String REFUSED = "refused";

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final Pattern PROPERTY = Pattern.compile("'([^']+)'");
    private static final Pattern COUNTED = Pattern.compile(".*'([^']+)' property containing (\\d+) items");
    private static final Pattern ORDER = Pattern.compile("(\\w+) should run (first|last|after (\\w+))");

    private final Feature.Scenario scenario;
    private final Services services;

    ScenarioRun(Feature.Scenario scenario, Services services) {
        this.scenario = scenario;
        this.services = services;
    }

    /** {@link #PASSED}, {@link #REFUSED}, or what is wrong. */
    String on(Runner runner) {
        try {
            return check(runner);
        } catch (AssertionError failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    private String check(Runner runner) {
        String input = text("the workflow input is:");
        Outcome outcome = runner.run(
                services.redirect(text("a workflow with definition:")),
                input.isEmpty() ? JsonNodeFactory.instance.objectNode() : yaml(input));
        return switch (outcome) {
            case Outcome.Refused refused -> {
                assertThat(refused.code()).as("the reason of the refusal").isEqualTo("unsupported-feature");
                yield REFUSED;
            }
            case Outcome.Ended ended -> {
                scenario.steps().forEach(step -> check(step, ended));
                yield PASSED;
            }
        };
    }

    private String text(String sentence) {
        return scenario.steps().stream()
                .filter(step -> step.sentence().equals(sentence))
                .map(Feature.Step::text)
                .findFirst()
                .orElse("");
    }

    private static void check(Feature.Step step, Outcome.Ended ended) {
        String sentence = step.sentence();
        Matcher counted = COUNTED.matcher(sentence);
        Matcher order = ORDER.matcher(sentence);
        if (sentence.startsWith("the workflow should complete")) {
            assertThat(ended.state()).as("%s", ended).isEqualTo(ExecutionState.SUCCEEDED);
            if (!step.text().isEmpty()) {
                assertThat(ended.output()).isEqualTo(yaml(step.text()));
            }
        } else if (sentence.startsWith("the workflow should fault")) {
            assertThat(ended.state()).as("%s", ended).isEqualTo(ExecutionState.FAILED);
            checkError(step.text(), ended.error());
        } else if (counted.matches()) {
            assertThat(property(ended, counted.group(1))).hasSize(Integer.parseInt(counted.group(2)));
        } else if (sentence.contains("property with value")) {
            assertThat(property(ended, names(sentence).getFirst())).isEqualTo(yaml(step.text()));
        } else if (sentence.contains("should have properties")) {
            names(sentence)
                    .forEach(name -> assertThat(property(ended, name)).as(name).isNotNull());
        } else if (order.matches()) {
            checkOrder(order, ended.tasks());
        } else {
            assertThat(sentence)
                    .isIn("a workflow with definition:", "the workflow input is:", "the workflow is executed");
        }
    }

    private static void checkError(String expected, @Nullable JsonNode error) {
        if (expected.isEmpty()) {
            return;
        }
        assertThat(error).as("the error").isNotNull();
        for (Map.Entry<String, JsonNode> member : yaml(expected).properties()) {
            JsonNode found = error.path(member.getKey());
            if (member.getKey().equals("type")) {
                assertThat(found.stringValue(""))
                        .isEqualTo(StandardError.canonicalType(member.getValue().stringValue()));
            } else {
                assertThat(found).isEqualTo(member.getValue());
            }
        }
    }

    private static void checkOrder(Matcher order, List<String> tasks) {
        String task = order.group(1);
        String other = order.group(3);
        assertThat(tasks).as("the tasks that ran").contains(task);
        if (other != null) {
            assertThat(tasks).as("the tasks that ran").contains(other);
            assertThat(tasks.indexOf(task)).isGreaterThan(tasks.indexOf(other));
        } else {
            assertThat(order.group(2).equals("first") ? tasks.getFirst() : tasks.getLast())
                    .isEqualTo(task);
        }
    }

    private static List<String> names(String sentence) {
        return PROPERTY.matcher(sentence).results().map(found -> found.group(1)).toList();
    }

    private static @Nullable JsonNode property(Outcome.Ended ended, String path) {
        JsonNode value = ended.output();
        for (String name : path.split("\\.", -1)) {
            value = value == null ? null : value.get(name);
        }
        return value;
    }

    private static JsonNode yaml(String text) {
        return JqValues.normalize(YAML.readTree(text));
    }
}
