package io.landlord.language.portability;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.SchedulesWorkflows;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.language.Compilation;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an engine can run, as far as it is not everything: the portability check. It needs no engine, so a command line can ask
 * what a deployment would be refused for.
 *
 * @param engine the provider's name
 * @param capabilities what the provider declares
 * @param schedules the kinds of schedules that it keeps
 * @param limits what is in the nature of the engine
 */
public record EngineProfile(
        String engine, Set<Capability> capabilities, Set<SchedulesWorkflows.Kind> schedules, List<Limit> limits) {
    /** The code of every diagnostic of the check. */
    public static final String CODE = "unsupported-by-provider";

    public EngineProfile {
        capabilities = Set.copyOf(capabilities);
        schedules = Set.copyOf(schedules);
        limits = List.copyOf(limits);
    }

    /** The profile of an engine that can do all of it, but for its limits. */
    public static EngineProfile full(String engine, List<Limit> limits) {
        return new EngineProfile(
                engine, EnumSet.allOf(Capability.class), EnumSet.allOf(SchedulesWorkflows.Kind.class), limits);
    }

    /** The profile of a provider: the one it declares, else what its capabilities say. */
    public static EngineProfile of(WorkflowProvider provider) {
        return provider instanceof DeclaresProfile declaring
                ? declaring.profile()
                : new EngineProfile(
                        provider.name(),
                        Capability.of(provider),
                        provider instanceof SchedulesWorkflows able ? able.schedules() : Set.of(),
                        List.of());
    }

    /** What is said where the engine lacks the capability. */
    public String refusal(Capability capability) {
        return "provider '" + engine + "' does not have the capability '" + capability.wireName() + "'";
    }

    /** Whether nothing can be found, so that a definition need not be looked into. */
    public boolean runsEverything() {
        return limits.isEmpty()
                && capabilities.contains(Capability.SUB_WORKFLOWS)
                && schedules.size() == SchedulesWorkflows.Kind.values().length;
    }

    /**
     * What the engine cannot run of a definition and why, in the order of places.
     *
     * @param compilation of the definition; one with errors tells less
     * @param definition the definition's text
     */
    public List<Diagnostic> problems(Compilation compilation, String definition) {
        List<Diagnostic> problems = new ArrayList<>();
        Program program = compilation.program();
        if (program != null) {
            List<Limit.Finding> findings = new ArrayList<>();
            schedule(program.schedule(), findings);
            limits.forEach(limit -> findings.addAll(limit.findings(program)));
            if (!findings.isEmpty()) {
                Places places = Places.of(definition);
                findings.forEach(finding -> problems.add(places.diagnostic(finding)));
            }
        }
        if (!capabilities.contains(Capability.SUB_WORKFLOWS)) {
            compilation
                    .references()
                    .forEach(reference -> problems.add(new Diagnostic(
                            Severity.ERROR,
                            CODE,
                            reference.pointer(),
                            reference.line(),
                            reference.column(),
                            refusal(Capability.SUB_WORKFLOWS),
                            null)));
        }
        problems.sort(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column));
        return problems;
    }

    private void schedule(@Nullable Schedule schedule, List<Limit.Finding> findings) {
        if (schedule != null
                && !schedules.contains(
                        SchedulesWorkflows.Kind.valueOf(schedule.kind().toUpperCase(Locale.ROOT)))) {
            String refusal = schedules.isEmpty()
                    ? refusal(Capability.SCHEDULE)
                    : "provider '" + engine + "' does not keep the schedule '" + schedule.kind() + "'";
            findings.add(Limit.Finding.error("/schedule/" + schedule.kind(), refusal, null));
        }
    }
}
