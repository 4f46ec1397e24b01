package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import java.util.ArrayList;
import java.util.List;

/** Tells what a definition asks for that its provider cannot do. Definitions are looked into only where there may be such. */
final class Portability {
    private Portability() {}

    /** What the provider cannot do, each with its place. */
    static List<Diagnostic> problems(WorkflowSpec spec, WorkflowProvider provider) {
        List<Diagnostic> problems = new ArrayList<>();
        if (!Capability.of(provider).contains(Capability.SUB_WORKFLOWS)) {
            Compilation compilation =
                    DefinitionCompiler.compile(spec, new TaskHandlers(), DefinitionCompiler.Mode.CHECK);
            compilation
                    .references()
                    .forEach(reference -> problems.add(new Diagnostic(
                            Severity.ERROR,
                            "unsupported-by-provider",
                            reference.pointer(),
                            reference.line(),
                            reference.column(),
                            Capable.refusal(provider, Capability.SUB_WORKFLOWS),
                            null)));
        }
        return problems;
    }

    /** @throws LandlordException {@link ErrorCode#CAPABILITY_UNSUPPORTED} */
    static void require(WorkflowSpec spec, WorkflowProvider provider) {
        List<Diagnostic> problems = problems(spec, provider);
        if (!problems.isEmpty()) {
            throw new LandlordException(
                    ErrorCode.CAPABILITY_UNSUPPORTED, problems.getFirst().message(), problems, null);
        }
    }
}
