package io.landlord.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.NullNode;

class RoutingTest {
    private static final WorkflowSpec SPEC = WorkflowSpec.of("w", Facade.DEFINITION);
    private static final ExecutionInput INPUT = ExecutionInput.of("e", NullNode.getInstance());

    private final Facade facade = new Facade();

    @ParameterizedTest(name = "explicit {0}, spec {1}, owner {2}: {3}")
    @CsvSource({
        "      ,       ,       , first",
        "      ,       , second, second",
        "      , second,       , second",
        "      , first , second, first",
        "second, first , first , second",
        "first , second, second, first",
        "second,       ,       , second",
    })
    void a_deployment_goes_to_the_explicit_provider_else_the_specs_else_the_owner_else_the_default(
            @Nullable String explicit, @Nullable String spec, @Nullable String owner, String expected) {
        if (owner != null) {
            facade.catalog.deployed(new CreateWorkflowResult("w", owner, "1", "hash", true, List.of()), SPEC);
        }
        WorkflowManager manager = explicit == null ? facade.manager : facade.manager.on(explicit);

        CreateWorkflowResult result = manager.createWorkflow(SPEC.withProviderType(spec));

        assertThat(result.provider()).isEqualTo(expected);
    }

    @Test
    void the_provider_a_workflow_was_deployed_on_last_owns_it() {
        facade.manager.on("second").createWorkflow(SPEC);

        ExecutionResult ignored = facade.manager.startExecution("w", INPUT);

        assertThat(facade.second.calls).containsExactly("create w", "start w");
        assertThat(facade.first.calls).isEmpty();
    }

    @Test
    void an_execution_stays_with_the_provider_it_was_started_on() {
        facade.manager.on("second").createWorkflow(SPEC);
        ExecutionResult execution = facade.manager.startExecution("w", INPUT);
        facade.manager.on("first").createWorkflow(SPEC);

        facade.manager.stopExecution(execution.executionId(), "enough");

        assertThat(facade.second.calls).contains("stop w:e");
        assertThat(facade.first.calls).containsExactly("create w");
    }

    @Test
    void an_execution_id_that_two_providers_gave_is_refused_until_one_is_named() {
        for (String provider : List.of("first", "second")) {
            ExecutionResult ignored = facade.manager.on(provider).startExecution("w", INPUT);
        }

        assertThatThrownBy(() -> facade.manager.stopExecution("w:e", "enough"))
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.EXECUTION_CONFLICT))
                .hasMessageContaining("first, second");
        facade.manager.on("second").stopExecution("w:e", "enough");
        assertThat(facade.second.calls).contains("stop w:e");
    }

    @Test
    void what_the_catalog_does_not_know_goes_to_the_default_provider() {
        assertThatThrownBy(() -> facade.manager.deleteWorkflow("unknown")).isInstanceOf(LandlordException.class);

        assertThat(facade.first.calls).containsExactly("delete unknown");
    }

    @Test
    void a_workflow_deleted_on_its_owner_belongs_to_the_provider_before() {
        facade.manager.on("first").createWorkflow(SPEC);
        facade.manager.on("second").createWorkflow(SPEC);

        facade.manager.deleteWorkflow("w");

        assertThat(facade.catalog.workflowOwner("w")).hasValue("first");
    }

    @Test
    void an_unknown_provider_is_refused_with_the_known_ones_and_a_guess() {
        assertThatThrownBy(() -> facade.manager.on("secnd").createWorkflow(SPEC))
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_NOT_FOUND))
                .hasMessageContaining("first, second")
                .hasMessageContaining("did you mean 'second'?");
    }

    @Test
    void workflows_of_all_providers_that_can_list_them_are_listed() {
        facade.manager.on("second").createWorkflow(SPEC);
        List<String> seen = new ArrayList<>();

        facade.manager.listWorkflows().forEach(workflow -> seen.add(workflow.workflowId() + " " + workflow.provider()));

        assertThat(seen).containsExactly("w second");
    }
}
