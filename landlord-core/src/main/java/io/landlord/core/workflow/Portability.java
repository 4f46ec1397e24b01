package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.RunsSubWorkflows;
import io.landlord.api.provider.SchedulesWorkflows;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells what a definition asks for that its provider cannot do. Definitions are looked into only where there may be such. */
final class Portability {
    private Portability() {}

    /** What the provider cannot do, each with its place. */
    static List<Diagnostic> problems(WorkflowSpec spec, WorkflowProvider provider) {
        boolean children = provider instanceof RunsSubWorkflows;
        Set<SchedulesWorkflows.Kind> kinds = provider instanceof SchedulesWorkflows able ? able.schedules() : Set.of();
        if (children && kinds.size() == SchedulesWorkflows.Kind.values().length) {
            return List.of();
        }
        Compilation compilation = DefinitionCompiler.compile(spec, new TaskHandlers(), DefinitionCompiler.Mode.CHECK);
        List<Diagnostic> problems = new ArrayList<>();
        Program program = compilation.program();
        Schedule schedule = program == null ? null : program.schedule();
        if (schedule != null
                && !kinds.contains(
                        SchedulesWorkflows.Kind.valueOf(schedule.kind().toUpperCase(Locale.ROOT)))) {
            String refusal = kinds.isEmpty()
                    ? Capable.refusal(provider, Capability.SCHEDULE)
                    : "provider '" + provider.name() + "' does not keep the schedule '" + schedule.kind() + "'";
            problems.add(Diagnostic.error("unsupported-by-provider", "/schedule/" + schedule.kind(), refusal, null));
        }
        if (!children) {
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
