package io.landlord.provider.mock.mutants;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ExecutionListener;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.machine.program.Program;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.landlord.tck.ProviderFixture;
import io.landlord.tck.ProviderFixtures;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Makes a provider around the mock, or a mock that runs something else than what was deployed. What a broken one will never do is not waited for as long. */
record MutantFixtures(Function<MockProvider, Sound> provider, UnaryOperator<Program> programs, Duration patience)
        implements ProviderFixtures {

    @Override
    public ProviderFixture open(TaskHandlers handlers, ExecutionListener listener) {
        MockProvider mock =
                new MockProvider(handlers, MockSettings.virtualClock().withListener(listener), this::compile);
        Sound mutant = provider.apply(mock);
        return new ProviderFixture() {
            @Override
            public WorkflowProvider provider() {
                return mutant;
            }

            @Override
            public void pass(TaskContext context, Duration duration) throws InterruptedException {
                mock.pass(context, duration);
            }

            @Override
            public Duration patience() {
                return patience;
            }

            @Override
            public void close() {
                mock.close();
            }
        };
    }

    private Compilation compile(WorkflowSpec spec, TaskHandlers handlers, DefinitionCompiler.Mode mode) {
        Compilation compilation = DefinitionCompiler.compile(spec, handlers, mode);
        Program program = compilation.program();
        return program == null
                ? compilation
                : new Compilation(programs.apply(program), compilation.diagnostics(), compilation.references());
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.JOURNAL, Capability.SIGNAL, Capability.EVENTS, Capability.SUB_WORKFLOWS, Capability.MOVE);
    }
}
