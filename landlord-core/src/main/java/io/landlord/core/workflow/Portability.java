package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.portability.EngineProfile;
import java.util.List;

/** Tells what a definition asks for that its provider cannot do. Definitions are looked into only where there may be such. */
final class Portability {
    private Portability() {}

    /** What the provider cannot do, each with its place. */
    static List<Diagnostic> problems(WorkflowSpec spec, WorkflowProvider provider) {
        EngineProfile profile = EngineProfile.of(provider);
        return profile.runsEverything()
                ? List.of()
                : profile.problems(
                        DefinitionCompiler.compile(spec, new TaskHandlers(), DefinitionCompiler.Mode.CHECK),
                        spec.definition());
    }

    /**
     * Refuses what the provider cannot do, and gives back what it may not be able to do.
     *
     * @throws LandlordException {@link ErrorCode#CAPABILITY_UNSUPPORTED}
     */
    static List<Diagnostic> require(WorkflowSpec spec, WorkflowProvider provider) {
        List<Diagnostic> problems = problems(spec, provider);
        List<Diagnostic> errors = problems.stream().filter(Diagnostic::isError).toList();
        if (!errors.isEmpty()) {
            throw new LandlordException(
                    ErrorCode.CAPABILITY_UNSUPPORTED, errors.getFirst().message(), problems, null);
        }
        return problems;
    }
}
