package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionJournal;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.machine.CanonicalJson;
import io.landlord.machine.Outcome;
import io.landlord.machine.State;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.CanonicalTrace;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the journal of an execution leads to.
 *
 * @param state the machine's state after the last entry
 * @param trace everything the execution did
 */
public record Folded(State state, CanonicalTrace trace) {

    /** Folds a journal with the program that the spec compiles to. */
    public static Folded of(WorkflowSpec spec, TaskHandlers handlers, ExecutionJournal journal) {
        CanonicalTrace trace = new CanonicalTrace();
        State state = Journal.fold(
                program(spec, handlers),
                journal.entries().stream().map(Journal::read).toList(),
                trace);
        return new Folded(state, trace);
    }

    static Program program(WorkflowSpec spec, TaskHandlers handlers) {
        Compilation compilation = DefinitionCompiler.compile(spec, handlers, DefinitionCompiler.Mode.DEPLOY);
        assertThat(compilation.program())
                .as("the definition compiles: %s", compilation.diagnostics())
                .isNotNull();
        return compilation.program();
    }

    /** Asserts that the journal leads to the end that the provider tells of. */
    public void assertAgreesWith(ExecutionStatus status) {
        Outcome outcome = state.outcome();
        assertThat(outcome).as("the end that the journal leads to").isNotNull();
        assertThat(outcome.state()).isEqualTo(status.state());
        assertThat(canonical(outcome.output())).isEqualTo(canonical(status.output()));
        assertThat(outcome.error()).isEqualTo(status.error());
        assertThat(status.compensation() != null).as("undone").isEqualTo(outcome.compensated() > 0);
        assertThat(canonical(state.input())).isEqualTo(canonical(status.input()));
        assertThat(canonical(state.root().context())).isEqualTo(canonical(status.context()));
    }

    private static @Nullable String canonical(@Nullable JsonNode value) {
        return value == null ? null : CanonicalJson.write(value);
    }
}
