package io.landlord.core.workflow;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a {@link WorkflowManager} needs to know beside its registry and its catalog.
 *
 * @param defaultProvider the provider for whatever nobody named a provider for
 * @param names makes names for executions and one-off workflows; each must be new, and valid as an execution name
 * @param waiting how time passes while the facade waits for an execution to end
 */
public record FacadeSettings(String defaultProvider, Supplier<String> names, Waiting waiting) {
    public FacadeSettings {
        requireNonNull(defaultProvider, "defaultProvider");
        requireNonNull(names, "names");
        requireNonNull(waiting, "waiting");
    }

    /** Random UUIDs for names, and the system's time. */
    public static FacadeSettings withDefaultProvider(String defaultProvider) {
        return new FacadeSettings(defaultProvider, () -> UUID.randomUUID().toString(), Waiting.system());
    }
}
