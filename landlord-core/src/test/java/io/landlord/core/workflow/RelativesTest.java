package io.landlord.core.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.RunsSubWorkflows;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.Deployed;
import io.landlord.machine.program.Program;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.NullNode;

/** Workflows that run workflows, on providers that forget them or cannot do it. */
class RelativesTest {
    private final Relating provider = new Relating();
    private final FakeProvider plain = new FakeProvider("plain");
    private final WorkflowManager manager = new WorkflowManager(
            new ProviderRegistry().register(provider).register(plain),
            new InMemoryWorkflowCatalog(),
            FacadeSettings.withDefaultProvider("relating"),
            new SimpleMeterRegistry());

    private static WorkflowSpec running(String name, String other) {
        return spec(name, "- a:\n      run: {workflow: {namespace: test, name: " + other + "}}");
    }

    private static WorkflowSpec spec(String name, String task) {
        return WorkflowSpec.of(
                name + "-id",
                "document: {dsl: 1.0.3, namespace: test, name: " + name + ", version: 1.0.0}\ndo:\n  " + task + "\n");
    }

    @Test
    void what_a_workflow_runs_comes_back_with_it() {
        CreateWorkflowResult deepest = manager.createWorkflow(spec("deepest", "- a: {set: {x: 1}}"));
        CreateWorkflowResult other = manager.createWorkflow(spec("other", "- a: {set: {x: 1}}"));
        CreateWorkflowResult middle = manager.createWorkflow(running("middle", "deepest"));
        CreateWorkflowResult top = manager.createWorkflow(running("top", "middle"));
        assertThat(List.of(deepest, other, middle, top))
                .allSatisfy(result -> assertThat(result.warnings()).isEmpty());
        provider.deployed.clear();

        ExecutionResult started = manager.startExecution("top-id", ExecutionInput.of("e", NullNode.getInstance()));

        assertThat(started.created()).isTrue();
        assertThat(provider.deployed.keySet()).containsExactly("top-id", "middle-id", "deepest-id");
    }

    @Test
    void what_a_new_workflow_runs_is_brought_back_before_anybody_is_warned() {
        CreateWorkflowResult child = manager.createWorkflow(spec("child", "- a: {set: {x: 1}}"));
        provider.deployed.clear();

        CreateWorkflowResult parent = manager.createWorkflow(running("parent", "child"));

        assertThat(child.created()).isTrue();
        assertThat(parent.warnings()).isEmpty();
        assertThat(provider.deployed.keySet()).containsExactly("parent-id", "child-id");
    }

    @Test
    void what_nobody_knows_stays_a_warning() {
        assertThat(manager.createWorkflow(running("parent", "nobody")).warnings())
                .extracting(Diagnostic::code)
                .containsExactly("unknown-workflow");
    }

    @Test
    void workflows_that_run_each_other_come_back_once() {
        CreateWorkflowResult a = manager.createWorkflow(running("a", "b"));
        CreateWorkflowResult b = manager.createWorkflow(running("b", "a"));
        assertThat(a.warnings()).hasSize(1);
        assertThat(b.warnings()).isEmpty();
        provider.deployed.clear();

        ExecutionResult started = manager.startExecution("b-id", ExecutionInput.of("e", NullNode.getInstance()));

        assertThat(started.created()).isTrue();
        assertThat(provider.deployed.keySet()).containsExactly("b-id", "a-id");
    }

    @Test
    void a_provider_that_runs_no_workflows_from_workflows_refuses_them_by_name_and_place() {
        LandlordException refusal = catchThrowableOfType(
                LandlordException.class, () -> manager.on("plain").createWorkflow(running("parent", "child")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.CAPABILITY_UNSUPPORTED);
        assertThat(refusal).hasMessageContaining("'plain'").hasMessageContaining("'sub_workflows'");
        assertThat(plain.calls).isEmpty();
        assertThat(manager.on("plain").validate(running("parent", "child")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("unsupported-by-provider");
                    assertThat(problem.pointer()).isEqualTo("/do/0/a/run/workflow");
                    assertThat(problem.line()).isEqualTo(4);
                });
    }

    /** Compares what definitions run with what is deployed, as providers do. */
    private static final class Relating extends FakeProvider implements RunsSubWorkflows {
        private final Map<String, Program> deployed = new LinkedHashMap<>();

        Relating() {
            super("relating");
        }

        @Override
        public List<Diagnostic> validate(WorkflowSpec spec) {
            return Deployed.diagnostics(
                    compile(spec), workflow -> deployed.values().stream().anyMatch(workflow::names));
        }

        @Override
        public CreateWorkflowResult createWorkflow(WorkflowSpec spec) {
            List<Diagnostic> warnings = validate(spec);
            Program program = compile(spec).program();
            assertThat(program).isNotNull();
            deployed.putIfAbsent(spec.workflowId(), program);
            return new CreateWorkflowResult(spec.workflowId(), name(), "1", program.hash(), true, warnings);
        }

        @Override
        public ExecutionResult startExecution(String workflowId, ExecutionInput input) {
            if (!deployed.containsKey(workflowId)) {
                throw new LandlordException(ErrorCode.WORKFLOW_NOT_FOUND, "there is no workflow '" + workflowId + "'");
            }
            return new ExecutionResult(workflowId + ":e", workflowId, "1", ExecutionState.RUNNING, Instant.EPOCH, true);
        }

        private static Compilation compile(WorkflowSpec spec) {
            return DefinitionCompiler.compile(spec, new TaskHandlers(), DefinitionCompiler.Mode.CHECK);
        }
    }
}
