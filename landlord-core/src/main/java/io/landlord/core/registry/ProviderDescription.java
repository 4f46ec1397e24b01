package io.landlord.core.registry;

import io.landlord.api.provider.Capability;
import io.landlord.api.provider.WorkflowProvider;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A registered provider in a list.
 *
 * @param name its name
 * @param capabilities what it does beyond the seven core operations, in the order the capabilities are declared
 */
public record ProviderDescription(String name, Set<Capability> capabilities) {
    public ProviderDescription {
        Set<Capability> ordered = EnumSet.noneOf(Capability.class);
        ordered.addAll(capabilities);
        capabilities = Collections.unmodifiableSet(ordered);
    }

    static ProviderDescription of(WorkflowProvider provider) {
        return new ProviderDescription(provider.name(), Capability.of(provider));
    }
}
