package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How requests are refused, and how the failures of handlers and expressions become errors of executions. */
public abstract class ErrorsConformance extends Conformance {
    private static final String WORK = "- work:\n    call: work\n";

    @Test
    void an_unknown_execution_is_not_found() {
        refuses(ErrorCode.EXECUTION_NOT_FOUND, () -> status("nobody"));
    }

    @Test
    void an_unknown_execution_is_not_found_beside_known_ones() {
        deploy("- a:\n    set: {x: 1}\n");
        String id = start("{}");

        assertSucceeded(awaitEnd(id), "{\"x\": 1}");
        refuses(ErrorCode.EXECUTION_NOT_FOUND, () -> status(id + "0"));
        refuses(ErrorCode.EXECUTION_NOT_FOUND, () -> status(""));
    }

    @Test
    void a_typed_failure_keeps_what_its_handler_said() {
        register("work", (arguments, context) -> {
            throw new TaskFailure("https://example.com/errors/quota", 429, "Quota", "all of it is used", true, null);
        });

        ExecutionError error = errorOf(run(spec(WORK), "{}"));

        assertThat(error)
                .isEqualTo(new ExecutionError(
                        "https://example.com/errors/quota",
                        "Quota",
                        429,
                        "all of it is used",
                        "/do/0/work",
                        "work",
                        true));
    }

    @Test
    void an_exception_that_was_not_foreseen_is_a_runtime_error() {
        register("work", Answer.fault("a bug"));

        ExecutionError error = errorOf(run(spec(WORK), "{}"));

        assertThat(error.type()).isEqualTo(StandardError.RUNTIME.type());
        assertThat(error.status()).isEqualTo(500);
        assertThat(error.pointer()).isEqualTo("/do/0/work");
        assertThat(error.handler()).isEqualTo("work");
        assertThat(error.detail()).contains("a bug");
    }

    @Test
    void a_type_of_the_other_family_is_the_same_error() {
        register("work", (arguments, context) -> {
            throw new TaskFailure(
                    "https://serverlessworkflow.io/spec/1.0.0/errors/validation", 422, "Invalid", "no", false, null);
        });

        ExecutionError error = errorOf(run(spec(WORK), "{}"));

        assertThat(error.type()).isEqualTo(StandardError.VALIDATION.type());
        assertThat(error.status()).isEqualTo(422);
    }

    @Test
    void an_expression_that_fails_is_an_expression_error_of_its_task() {
        ExecutionError error = errorOf(run(spec("- a:\n    set: {x: '${ .x + 1 }'}\n"), "{\"x\": \"text\"}"));

        assertThat(error.type()).isEqualTo(StandardError.EXPRESSION.type());
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.pointer()).isEqualTo("/do/0/a");
        assertThat(error.handler()).isNull();
    }

    @Test
    void an_error_says_where_it_happened_however_deep() {
        register("work", Answer.permanent("no"));

        ExecutionError error = errorOf(run(spec("""
                - outer:
                    do:
                      - each:
                          for: {in: '${ [1] }'}
                          do:
                            - work:
                                call: work
                """), "{}"));

        assertThat(error.pointer()).isEqualTo("/do/0/outer/do/0/each/do/0/work");
    }

    @Test
    void handlers_cannot_change_the_values_of_an_execution() {
        register("work", (arguments, context) -> {
            ((ObjectNode) arguments.get("order")).put("x", "changed");
            return arguments;
        });
        deploy("""
                - work:
                    call: work
                    with:
                      order: '${ . }'
                    output:
                      as: '${ $input }'
                """);

        assertSucceeded(run("{\"x\": 1}"), "{\"x\": 1}");
    }

    @Test
    void a_result_is_a_copy() {
        JsonNode result = json("{\"x\": 1}");
        register("work", Answer.value(result));
        register("spoil", (arguments, context) -> {
            ((ObjectNode) result).put("x", "changed");
            return json("{}");
        });

        ExecutionStatus status = run(
                spec(
                        WORK
                                + "    export:\n      as: '${ . }'\n- spoil:\n    call: spoil\n- see:\n    set: '${ $context }'\n"),
                "{}");

        assertSucceeded(status, "{\"x\": 1}");
    }

    private static ExecutionError errorOf(ExecutionStatus status) {
        assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(status.error()).isNotNull();
        return status.error();
    }
}
