package io.landlord.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.provider.MovesExecutions;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.catalog.WorkflowVersion;
import io.landlord.core.registry.ProviderRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.NullNode;

/** The facade and a provider that has forgotten what the catalog still knows, as one in memory has after a restart. */
class RedeploymentTest {
    private static final WorkflowSpec SPEC = WorkflowSpec.of("w", "one");
    private static final ExecutionInput INPUT = ExecutionInput.of("e", NullNode.getInstance());

    private final Forgetful provider = new Forgetful("forgetful");
    private final WorkflowCatalog catalog = new InMemoryWorkflowCatalog();
    private final WorkflowManager manager = new WorkflowManager(
            new ProviderRegistry().register(provider).register(new FakeProvider("other")),
            catalog,
            FacadeSettings.withDefaultProvider("forgetful"),
            new SimpleMeterRegistry());

    @Test
    void a_start_deploys_the_newest_version_again_under_its_name() {
        deploy("one");
        deploy("two");
        provider.forget();

        ExecutionResult execution = manager.startExecution("w", INPUT);

        assertThat(execution.created()).isTrue();
        assertThat(execution.version()).isEqualTo("2");
        assertThat(provider.deployed("w")).containsExactly("2=two");
    }

    @Test
    void a_spec_deployed_again_is_the_one_that_was_recorded_but_for_version_and_provider() {
        WorkflowSpec spec = SPEC.withName("The name").withTimeout(Duration.ofMinutes(1));
        assertThat(manager.createWorkflow(spec).created()).isTrue();
        provider.forget();

        start();

        assertThat(provider.specs).containsEntry("w", spec.withVersion("1").withProviderType("forgetful"));
    }

    @Test
    void a_move_to_the_newest_version_deploys_it_again() {
        deploy("one");
        deploy("two");
        start();
        provider.forget();

        manager.moveExecution("w:e", "2");

        assertThat(provider.calls).contains("move w:e to 2");
        assertThat(provider.deployed("w")).containsExactly("2=two");
    }

    @Test
    void a_move_to_an_older_version_recalls_it_and_the_newest_stays_the_newest() {
        deploy("one");
        deploy("two");
        deploy("three");
        start();
        provider.forget();

        manager.moveExecution("w:e", "2");

        assertThat(provider.calls).contains("move w:e to 2");
        assertThat(provider.deployed("w")).containsExactly("2=two", "3=three");
        assertThat(versions()).containsExactly("1", "2", "3");
    }

    @Test
    void a_move_to_a_version_that_nobody_knows_is_not_found() {
        deploy("one");
        start();
        provider.forget();

        LandlordException failure =
                catchThrowableOfType(LandlordException.class, () -> manager.moveExecution("w:e", "2"));

        assertThat(failure.code()).isEqualTo(ErrorCode.WORKFLOW_NOT_FOUND);
        assertThat(provider.deployed("w")).isEmpty();
    }

    @Test
    void deploying_again_leaves_the_catalog_as_it_was() {
        deploy("one");
        CreateWorkflowResult elsewhere = manager.on("other").createWorkflow(SPEC);
        provider.forget();

        ExecutionResult ignored = manager.on("forgetful").startExecution("w", INPUT);

        assertThat(catalog.workflowOwner("w")).hasValue(elsewhere.provider());
        assertThat(versions()).containsExactly("1");
    }

    @Test
    void a_workflow_that_the_catalog_does_not_know_there_either_is_not_found() {
        CreateWorkflowResult elsewhere = manager.on("other").createWorkflow(SPEC);
        assertThat(elsewhere.created()).isTrue();

        assertThatThrownBy(() -> manager.on("forgetful").startExecution("w", INPUT))
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.WORKFLOW_NOT_FOUND));
        assertThat(provider.calls).containsExactly("start w");
    }

    @Test
    void a_provider_that_forgets_at_once_is_asked_twice_and_no_more() {
        deploy("one");
        provider.forget();
        provider.forgetsAtOnce = true;

        LandlordException failure = catchThrowableOfType(LandlordException.class, this::start);

        assertThat(failure.code()).isEqualTo(ErrorCode.WORKFLOW_NOT_FOUND);
        assertThat(provider.calls).containsExactly("create w", "start w", "create w", "start w");
    }

    @Test
    void another_failure_of_a_start_deploys_nothing() {
        deploy("one");
        provider.failure = new LandlordException(ErrorCode.PROVIDER_UNAVAILABLE, "gone");

        assertThatThrownBy(this::start).isSameAs(provider.failure);

        assertThat(provider.calls).containsExactly("create w", "start w");
    }

    @Test
    void new_content_after_the_provider_forgot_counts_on_from_the_newest_version() {
        deploy("one");
        deploy("two");
        provider.forget();

        assertThat(deploy("three")).isEqualTo("3");

        assertThat(versions()).containsExactly("1", "2", "3");
        assertThat(manager.startExecution("w", INPUT).version()).isEqualTo("3");
    }

    @Test
    void the_newest_content_after_the_provider_forgot_is_the_version_it_was() {
        deploy("one");
        deploy("two");
        provider.forget();

        CreateWorkflowResult again = manager.createWorkflow(SPEC.withDefinition("two"));

        assertThat(again.version()).isEqualTo("2");
        assertThat(versions()).containsExactly("1", "2");
        assertThat(manager.startExecution("w", INPUT).version()).isEqualTo("2");
    }

    @Test
    void the_only_content_after_the_provider_forgot_is_deployed_once() {
        deploy("one");
        provider.forget();
        provider.calls.clear();

        deploy("one");

        assertThat(provider.calls).containsExactly("create w");
        assertThat(versions()).containsExactly("1");
    }

    @Test
    void the_content_of_an_older_version_after_the_provider_forgot_is_a_new_version() {
        deploy("one");
        deploy("two");
        provider.forget();

        assertThat(deploy("one")).isEqualTo("3");

        assertThat(manager.startExecution("w", INPUT).version()).isEqualTo("3");
        assertThat(manager.describeWorkflow("w").spec().definition()).isEqualTo("one");
    }

    @Test
    void a_workflow_that_only_the_catalog_knows_is_deleted_there_and_once() {
        deploy("one");
        provider.forget();

        manager.deleteWorkflow("w");

        assertThat(catalog.workflowOwner("w")).isEmpty();
        assertThatThrownBy(() -> manager.deleteWorkflow("w"))
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.WORKFLOW_NOT_FOUND));
    }

    private String deploy(String definition) {
        return manager.createWorkflow(SPEC.withDefinition(definition)).version();
    }

    private void start() {
        assertThat(manager.startExecution("w", INPUT).created()).isTrue();
    }

    private List<String> versions() {
        return catalog.versions("w", "forgetful").stream()
                .map(WorkflowVersion::version)
                .toList();
    }

    /** Keeps versions as the contract says, until it is told to forget. */
    private static final class Forgetful extends FakeProvider implements MovesExecutions {
        private final Map<String, List<WorkflowSpec>> versions = new HashMap<>();
        private boolean forgetsAtOnce;

        Forgetful(String name) {
            super(name);
        }

        void forget() {
            versions.clear();
            specs.clear();
        }

        List<String> deployed(String workflowId) {
            return versions.getOrDefault(workflowId, List.of()).stream()
                    .map(spec -> spec.version() + "=" + spec.definition())
                    .toList();
        }

        @Override
        public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
            CreateWorkflowResult ignored = super.createWorkflow(spec);
            List<WorkflowSpec> known = versions.computeIfAbsent(spec.workflowId(), id -> new ArrayList<>());
            String version = spec.version() != null ? spec.version() : next(known);
            boolean same = !known.isEmpty()
                    && known.getLast().definition().equals(spec.definition())
                    && (spec.version() == null
                            || spec.version().equals(known.getLast().version()));
            if (!same) {
                known.add(spec.withVersion(version));
            }
            String name = String.valueOf(known.getLast().version());
            if (forgetsAtOnce) {
                forget();
            }
            return new CreateWorkflowResult(
                    spec.workflowId(), name(), name, "hash of " + spec.definition(), !same, List.of());
        }

        private static String next(List<WorkflowSpec> known) {
            int highest = known.stream()
                    .mapToInt(spec -> Integer.parseInt(String.valueOf(spec.version())))
                    .max()
                    .orElse(0);
            return String.valueOf(highest + 1);
        }

        @Override
        public void deleteWorkflow(String workflowId) {
            super.deleteWorkflow(workflowId);
            versions.remove(workflowId);
        }

        @Override
        public ExecutionResult startExecution(String workflowId, ExecutionInput input) {
            ExecutionResult started = super.startExecution(workflowId, input);
            List<WorkflowSpec> known = versions.get(workflowId);
            if (known == null) {
                throw new LandlordException(ErrorCode.WORKFLOW_NOT_FOUND, "there is no workflow '" + workflowId + "'");
            }
            return new ExecutionResult(
                    started.executionId(),
                    workflowId,
                    String.valueOf(known.getLast().version()),
                    started.state(),
                    started.startTime(),
                    started.created());
        }

        @Override
        public void moveExecution(String executionId, String version) {
            boolean known =
                    versions.getOrDefault("w", List.of()).stream().anyMatch(spec -> version.equals(spec.version()));
            if (!known) {
                throw new LandlordException(ErrorCode.WORKFLOW_NOT_FOUND, "there is no version '" + version + "'");
            }
            called("move " + executionId + " to " + version);
        }

        @Override
        public void recallVersion(WorkflowSpec spec) {
            List<WorkflowSpec> known = versions.computeIfAbsent(spec.workflowId(), id -> new ArrayList<>());
            if (known.stream().noneMatch(version -> Objects.equals(version.version(), spec.version()))) {
                known.addFirst(spec);
            }
        }
    }
}
