package io.landlord.core.workflow;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.registry.ProviderDescription;
import io.landlord.core.registry.ProviderRegistry;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Carries operations to the provider they are for, observed on the way. */
record Calls(Observer observer, Routes routes) {

    /** The same, with the provider named. */
    Calls to(String provider) {
        return new Calls(observer, routes.to(provider));
    }

    ProviderRegistry registry() {
        return routes.registry();
    }

    /** The provider that the caller named. */
    @Nullable
    String named() {
        return routes.named();
    }

    /** Whom to ask for what only some can do: the named provider, else all that can, else the default, which will refuse. */
    List<String> able(Capability capability) {
        String named = routes.named();
        if (named != null) {
            return List.of(named);
        }
        List<String> able = registry().list().stream()
                .filter(provider -> provider.capabilities().contains(capability))
                .map(ProviderDescription::name)
                .toList();
        return able.isEmpty() ? List.of(routes.defaultProvider()) : able;
    }

    <T> T ofSpec(Operation operation, WorkflowSpec spec, Function<WorkflowProvider, T> work) {
        return run(operation, Subject.workflow(spec.workflowId()), () -> routes.ofSpec(spec), work);
    }

    <T> T ofWorkflow(Operation operation, @Nullable String workflowId, Function<WorkflowProvider, T> work) {
        Subject subject = workflowId == null ? Subject.NONE : Subject.workflow(workflowId);
        return run(operation, subject, () -> routes.ofWorkflow(workflowId), work);
    }

    void onWorkflow(Operation operation, String workflowId, Consumer<WorkflowProvider> work) {
        WorkflowProvider ignored = ofWorkflow(operation, workflowId, done(work));
    }

    <T> T ofExecution(Operation operation, String executionId, Function<WorkflowProvider, T> work) {
        return run(operation, Subject.execution(executionId), () -> routes.ofExecution(executionId), work);
    }

    void onExecution(Operation operation, String executionId, Consumer<WorkflowProvider> work) {
        WorkflowProvider ignored = ofExecution(operation, executionId, done(work));
    }

    <T> T of(Operation operation, String provider, Function<WorkflowProvider, T> work) {
        return run(operation, Subject.NONE, () -> registry().get(provider), work);
    }

    void on(Operation operation, String provider, Consumer<WorkflowProvider> work) {
        WorkflowProvider ignored = of(operation, provider, done(work));
    }

    ExecutionResult start(String workflowId, ExecutionInput input, Function<WorkflowProvider, ExecutionResult> work) {
        return observer.run(
                Operation.START_EXECUTION,
                Subject.start(workflowId, input),
                () -> routes.ofWorkflow(workflowId),
                work,
                result -> subject -> subject.withExecution(result.executionId()));
    }

    /**
     * An execution came into being.
     *
     * @param label what the measures call its workflow
     */
    void started(String label, String provider) {
        observer.started(label, provider);
    }

    private static Function<WorkflowProvider, WorkflowProvider> done(Consumer<WorkflowProvider> work) {
        return provider -> {
            work.accept(provider);
            return provider;
        };
    }

    private <T> T run(
            Operation operation,
            Subject subject,
            Supplier<WorkflowProvider> route,
            Function<WorkflowProvider, T> work) {
        return observer.run(operation, subject, route, work, result -> UnaryOperator.identity());
    }
}
