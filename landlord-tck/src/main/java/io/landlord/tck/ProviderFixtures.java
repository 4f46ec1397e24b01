package io.landlord.tck;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.ExecutionListener;
import java.util.Set;

/** Makes providers to test, and says what they claim to be able to do. */
public interface ProviderFixtures {

    /**
     * A fresh provider that shares nothing with any other, calls these handlers and tells this listener of the ends of
     * executions. Tests register handlers after this call, before they deploy the definitions that call them.
     */
    ProviderFixture open(TaskHandlers handlers, ExecutionListener listener);

    /** What the provider can do beyond the core; of what is not among these the suites assert the absence. */
    Set<Capability> capabilities();
}
