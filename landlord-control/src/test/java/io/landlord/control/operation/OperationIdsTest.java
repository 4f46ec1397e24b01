package io.landlord.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperationIdsTest {
    private static final String OPERATION = "op-0123456789abcdefghjkmnpqrs";

    @Test
    void the_name_of_an_attempts_execution_tells_which_attempt_it_is() {
        assertThat(OperationIds.attempt(OperationIds.executionName(OPERATION, 12)))
                .hasValue(new OperationIds.Attempt(OPERATION, 12));
    }

    @Test
    void the_workflows_that_an_attempt_runs_belong_to_it() {
        assertThat(OperationIds.attempt(OperationIds.executionName(OPERATION, 12) + "~0f3a5b"))
                .hasValue(new OperationIds.Attempt(OPERATION, 12));
    }

    @Test
    void other_names_are_of_no_operation() {
        assertThat(OperationIds.attempt("order-1")).isEmpty();
        assertThat(OperationIds.attempt(OPERATION + "-12-x")).isEmpty();
    }
}
