package io.landlord.api.provider;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a provider may or may not do beyond the seven core operations, each with the interface that declares it. */
public enum Capability {
    LIST_WORKFLOWS(ListsWorkflows.class),
    LIST_EXECUTIONS(ListsExecutions.class),
    JOURNAL(KeepsJournal.class),
    SIGNAL(AcceptsSignals.class),
    EVENTS(ReceivesEvents.class),
    PAUSE(PausesExecutions.class),
    SUB_WORKFLOWS(RunsSubWorkflows.class),
    SCHEDULE(SchedulesWorkflows.class),
    MOVE(MovesExecutions.class);

    private final Class<?> declaredBy;

    Capability(Class<?> declaredBy) {
        this.declaredBy = declaredBy;
    }

    /** The interface a provider implements to have this capability. */
    public Class<?> declaredBy() {
        return declaredBy;
    }

    /** The name used in documents and answers, {@code list_workflows}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The capabilities that this provider declares. */
    public static Set<Capability> of(WorkflowProvider provider) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        Arrays.stream(values())
                .filter(capability -> capability.declaredBy.isInstance(provider))
                .forEach(capabilities::add);
        return capabilities;
    }
}
