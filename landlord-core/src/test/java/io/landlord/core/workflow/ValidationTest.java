package io.landlord.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.workflow.WorkflowSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

class ValidationTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Facade facade = new Facade();

    @Test
    void all_violations_of_a_spec_come_at_once_with_those_of_its_definition() {
        facade.first.diagnostics =
                List.of(new Diagnostic(Severity.ERROR, "unknown-property", "/do/0", 3, 5, "no such property", null));
        WorkflowSpec spec = new WorkflowSpec(
                "-not an id",
                null,
                "n".repeat(257),
                "d".repeat(10_001),
                "not a version",
                Facade.DEFINITION,
                Duration.ZERO,
                null,
                Map.of("", "empty", "long", "v".repeat(1_025)),
                JSON.arrayNode());

        assertThat(refusal(spec).diagnostics())
                .extracting(diagnostic -> diagnostic.pointer() + " " + diagnostic.code())
                .containsExactly(
                        "/workflowId invalid-id",
                        "/name name-too-long",
                        "/description description-too-long",
                        "/version invalid-version",
                        "/timeout invalid-timeout",
                        "/tags/ invalid-tag",
                        "/tags/long invalid-tag",
                        "/providerConfig invalid-provider-config",
                        "/do/0 unknown-property");
        assertThat(facade.first.calls).containsExactly("validate -not an id");
    }

    @Test
    void an_empty_definition_is_one_violation() {
        assertThat(refusal(WorkflowSpec.of("w", " \n")).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("empty-definition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c-9", "0"})
    void an_id_of_letters_digits_dots_lines_and_hyphens_is_taken(String id) {
        assertThat(facade.manager.validate(WorkflowSpec.of(id, Facade.DEFINITION)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "-a", "a/b", "a b", "ä", "a\n"})
    void another_id_is_refused(String id) {
        assertThat(facade.manager.validate(
                        WorkflowSpec.of(id, Facade.DEFINITION).withName("name")))
                .extracting(Diagnostic::code)
                .containsExactly("invalid-id");
    }

    @Test
    void an_id_of_more_than_128_characters_is_refused() {
        assertThat(facade.manager.validate(WorkflowSpec.of("i".repeat(129), Facade.DEFINITION)))
                .extracting(Diagnostic::code)
                .containsExactly("invalid-id");
    }

    @Test
    void a_blank_name_becomes_the_id() {
        assertThat(facade.manager
                        .createWorkflow(WorkflowSpec.of("w", Facade.DEFINITION).withName(" "))
                        .workflowId())
                .isEqualTo("w");

        assertThat(facade.first.specs.get("w")).isEqualTo(WorkflowSpec.of("w", Facade.DEFINITION));
    }

    @Test
    void warnings_do_not_refuse_a_spec() {
        facade.first.diagnostics =
                List.of(new Diagnostic(Severity.WARNING, "unreachable-task", "/do/1", 1, 1, "never reached", null));

        assertThat(facade.manager
                        .createWorkflow(WorkflowSpec.of("w", Facade.DEFINITION))
                        .created())
                .isTrue();
    }

    @Test
    void an_execution_without_a_name_gets_a_new_one() {
        start(new ExecutionInput(null, NullNode.getInstance(), Map.of()));
        start(new ExecutionInput(null, NullNode.getInstance(), Map.of()));

        assertThat(facade.first.inputs)
                .extracting(ExecutionInput::executionName)
                .containsExactly("name-1", "name-2");
    }

    @Test
    void all_violations_of_an_input_come_at_once() {
        ExecutionInput input = new ExecutionInput("not a name", DoubleNode.valueOf(Double.NaN), Map.of(" ", "blank"));

        assertThat(refusal(input).diagnostics())
                .extracting(diagnostic -> diagnostic.pointer() + " " + diagnostic.code())
                .containsExactly(
                        "/executionName invalid-execution-name", "/input invalid-input", "/tags/  invalid-tag");
        assertThat(facade.first.calls).isEmpty();
    }

    @Test
    void an_empty_execution_name_is_a_violation_and_no_default() {
        assertThat(refusal(ExecutionInput.of("", NullNode.getInstance())).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("invalid-execution-name");
    }

    @Test
    void an_input_of_200_levels_is_taken() {
        start(ExecutionInput.of("e", nested(200)));

        assertThat(facade.first.calls).containsExactly("start w");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 100_000})
    void a_deeper_input_is_refused(int levels) {
        assertThat(refusal(ExecutionInput.of("e", nested(levels))).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("input-too-deep");
    }

    @Test
    void an_input_of_more_than_ten_million_characters_is_refused() {
        assertThat(refusal(ExecutionInput.of("e", StringNode.valueOf("x".repeat(10_000_000))))
                        .diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("input-too-large");
    }

    @Test
    void numbers_of_an_input_are_brought_into_one_form() {
        start(ExecutionInput.of("e", JSON.objectNode().put("n", 3.0)));

        assertThat(facade.first.inputs.getFirst().input().get("n").isInt()).isTrue();
    }

    private static JsonNode nested(int levels) {
        JsonNode value = JSON.arrayNode();
        for (int level = 1; level < levels; level++) {
            value = JSON.arrayNode().add(value);
        }
        return value;
    }

    private void start(ExecutionInput input) {
        assertThat(facade.manager.startExecution("w", input).created()).isTrue();
    }

    private LandlordException refusal(WorkflowSpec spec) {
        return invalid(catchThrowableOfType(LandlordException.class, () -> facade.manager.createWorkflow(spec)));
    }

    private LandlordException refusal(ExecutionInput input) {
        return invalid(catchThrowableOfType(LandlordException.class, () -> facade.manager.startExecution("w", input)));
    }

    private static LandlordException invalid(LandlordException failure) {
        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_SPEC);
        return failure;
    }
}
