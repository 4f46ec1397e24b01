package io.landlord.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.event.EventMessage;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.DeployedWorkflow;
import io.landlord.core.catalog.WorkflowVersion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.node.NullNode;

class WorkflowManagerTest {
    private static final WorkflowSpec SPEC = WorkflowSpec.of("w", Facade.DEFINITION);
    private static final EventMessage EVENT = EventMessage.signal("go", "1", NullNode.getInstance());
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Facade facade = new Facade();
    private final WorkflowManager manager = facade.manager;

    static Stream<Arguments> capabilities() {
        return Stream.of(
                refused("list_workflows", WorkflowManager::listWorkflows),
                refused("list_executions", manager -> manager.listExecutions(ListsExecutions.Query.newest(10))),
                refused("journal", manager -> manager.journal("w:e")),
                refused("signal", manager -> manager.signalExecution("w:e", "go", NullNode.getInstance())),
                refused("signal", manager -> manager.signalExecution("w:e", EVENT)),
                refused("events", manager -> manager.publishEvent(EVENT)),
                refused("pause", manager -> manager.pauseExecution("w:e")),
                refused("pause", manager -> manager.resumeExecution("w:e")),
                refused("move", manager -> manager.moveExecution("w:e", "2")));
    }

    private static Arguments refused(String capability, Consumer<WorkflowManager> call) {
        return Arguments.of(capability, call);
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void what_a_provider_cannot_do_is_refused_by_the_names_of_both(String capability, Consumer<WorkflowManager> call) {
        LandlordException failure =
                catchThrowableOfType(LandlordException.class, () -> call.accept(manager.on("first")));

        assertThat(failure.code()).isEqualTo(ErrorCode.CAPABILITY_UNSUPPORTED);
        assertThat(failure).hasMessageContaining("'first'").hasMessageContaining("'" + capability + "'");
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void what_a_provider_can_do_is_passed_on(String capability, Consumer<WorkflowManager> call) {
        call.accept(manager.on("second"));

        assertThat(facade.second.calls).hasSize(1);
    }

    @Test
    void a_signal_is_an_event_of_its_name_with_an_id_of_its_own() {
        manager.on("second").signalExecution("w:e", "com.example.paid", NullNode.getInstance());

        assertThat(facade.second.calls.getFirst())
                .startsWith("signal w:e {\"specversion\":\"1.0\",\"id\":\"")
                .endsWith("\"source\":\"/landlord/signals\",\"type\":\"com.example.paid\",\"data\":null}");
    }

    @Test
    void an_event_goes_to_every_provider_that_receives_events() {
        manager.publishEvent(EVENT);

        assertThat(facade.second.calls).containsExactly("publish " + EVENT.envelope());
    }

    @Test
    void an_exception_against_the_contract_becomes_internal_with_its_cause() {
        facade.first.failure = new IllegalStateException("password=hunter2");

        LandlordException failure = catchThrowableOfType(LandlordException.class, () -> manager.createWorkflow(SPEC));

        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(failure)
                .hasMessageContaining("'first'")
                .hasMessageContaining("create_workflow")
                .hasMessageContaining("'w'")
                .hasCause(facade.first.failure);
        assertThat(failure.getMessage()).doesNotContain("hunter2");
    }

    @Test
    void a_failed_deployment_leaves_the_catalog_as_it_was() {
        facade.first.failure = new LandlordException(ErrorCode.PROVIDER_UNAVAILABLE, "gone");

        assertThatThrownBy(() -> manager.createWorkflow(SPEC)).isSameAs(facade.first.failure);

        assertThat(facade.catalog.workflowOwner("w")).isEmpty();
    }

    @Test
    void versions_are_listed_oldest_first() {
        String older = manager.createWorkflow(SPEC).version();
        String newer = manager.createWorkflow(SPEC.withDefinition("other")).version();

        assertThat(manager.listVersions("w"))
                .extracting(WorkflowVersion::version)
                .containsExactly(older, newer);
    }

    @Test
    void an_unknown_workflow_has_no_versions_to_list() {
        assertThatThrownBy(() -> manager.listVersions("w"))
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.WORKFLOW_NOT_FOUND));
    }

    @Test
    void a_workflow_is_described_from_the_catalog_on_its_owner_or_the_provider_named() {
        deploy();
        DeployedWorkflow other = describe(manager.on("second"), SPEC.withDefinition("other"));

        assertThat(manager.describeWorkflow("w")).isEqualTo(other);
        assertThat(manager.on("first").describeWorkflow("w").spec()).isEqualTo(SPEC);
        assertThat(manager.catalogued(10, null)).containsExactly(other);
        assertThat(manager.catalogued(10, "w")).isEmpty();
    }

    private static DeployedWorkflow describe(WorkflowManager manager, WorkflowSpec spec) {
        assertThat(manager.createWorkflow(spec).created()).isTrue();
        return manager.describeWorkflow(spec.workflowId());
    }

    @Test
    void an_unknown_workflow_is_not_described() {
        for (WorkflowManager asked : List.of(manager, manager.on("first"))) {
            assertThatThrownBy(() -> asked.describeWorkflow("w"))
                    .isInstanceOfSatisfying(
                            LandlordException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.WORKFLOW_NOT_FOUND));
        }
    }

    @Test
    void running_once_waits_ever_longer_and_gives_the_end() throws InterruptedException {
        facade.first.states.clear();
        facade.first.states.addAll(
                List.of(ExecutionState.PENDING, ExecutionState.RUNNING, ExecutionState.RUNNING, ExecutionState.FAILED));

        ExecutionStatus status = manager.runOnce(Facade.DEFINITION, NullNode.getInstance(), MINUTE);

        assertThat(status.state()).isEqualTo(ExecutionState.FAILED);
        assertThat(facade.pauses).hasSize(3).isSorted();
    }

    @Test
    void running_once_leaves_no_workflow_behind() throws InterruptedException {
        ExecutionStatus ignored = manager.runOnce(Facade.DEFINITION, NullNode.getInstance(), MINUTE);

        assertThat(facade.first.calls)
                .containsExactly(
                        "create run-name-1", "start run-name-1", "status run-name-1:name-2", "delete run-name-1");
        assertThat(facade.first.specs).isEmpty();
        assertThat(facade.catalog.executionOwners("run-name-1:name-2")).containsExactly("first");
    }

    @Test
    void running_a_spec_once_leaves_it_deployed() throws InterruptedException {
        ExecutionStatus ignored = manager.runOnce(SPEC, ExecutionInput.of("e", NullNode.getInstance()), MINUTE);

        assertThat(facade.first.specs).containsKey("w");
    }

    @Test
    void a_run_that_is_not_over_in_time_is_stopped() throws InterruptedException {
        facade.first.states.set(0, ExecutionState.RUNNING);

        ExecutionStatus status = manager.runOnce(Facade.DEFINITION, NullNode.getInstance(), MINUTE);

        assertThat(status.state()).isEqualTo(ExecutionState.CANCELLED);
        assertThat(facade.pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(MINUTE);
    }

    @Test
    void a_run_whose_caller_is_interrupted_is_stopped() {
        facade.first.states.set(0, ExecutionState.RUNNING);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> manager.runOnce(Facade.DEFINITION, NullNode.getInstance(), MINUTE))
                .isInstanceOf(InterruptedException.class);

        assertThat(facade.first.calls).contains("stop run-name-1:name-2", "delete run-name-1");
    }

    @Test
    void calls_are_timed_by_operation_provider_and_outcome() {
        deploy();
        facade.first.failure = new LandlordException(ErrorCode.PROVIDER_UNAVAILABLE, "gone");
        assertThatThrownBy(() -> manager.createWorkflow(SPEC)).isSameAs(facade.first.failure);

        assertThat(timed("ok")).isEqualTo(1);
        assertThat(timed("provider_unavailable")).isEqualTo(1);
    }

    private long timed(String outcome) {
        return facade.meters
                .get("landlord.facade.calls")
                .tags("operation", "create_workflow", "provider", "first", "outcome", outcome)
                .timer()
                .count();
    }

    @Test
    void started_executions_are_counted_by_workflow_and_provider() {
        start(ExecutionInput.of("e", NullNode.getInstance()));

        assertThat(facade.meters
                        .get("landlord.executions.started")
                        .tags("workflow", "w", "provider", "first")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_start_is_logged_with_every_id() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(WorkflowManager.class);
        logger.addAppender(lines);

        start(new ExecutionInput("e", NullNode.getInstance(), Map.of("tenant", "acme", "correlation", "c-1")));
        logger.detachAppender(lines);

        assertThat(lines.list.getLast().getKeyValuePairs())
                .extracting(KeyValuePair::toString)
                .containsExactly(
                        "operation=\"start_execution\"",
                        "provider=\"first\"",
                        "workflow=\"w\"",
                        "execution=\"w:e\"",
                        "tenant=\"acme\"",
                        "correlation=\"c-1\"");
    }

    private void deploy() {
        assertThat(manager.createWorkflow(SPEC).created()).isTrue();
    }

    private void start(ExecutionInput input) {
        assertThat(manager.startExecution("w", input).created()).isTrue();
    }
}
