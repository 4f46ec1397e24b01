package io.landlord.core.workflow;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.language.portability.EngineProfile;

/** Asks providers for what not all of them can do. */
final class Capable {
    private Capable() {}

    /** The provider as one that has the capability. */
    static <C> C of(WorkflowProvider provider, Capability capability, Class<C> declaredBy) {
        if (!declaredBy.isInstance(provider)) {
            throw new LandlordException(ErrorCode.CAPABILITY_UNSUPPORTED, refusal(provider, capability));
        }
        return declaredBy.cast(provider);
    }

    /** What is said where the provider lacks the capability. */
    static String refusal(WorkflowProvider provider, Capability capability) {
        return EngineProfile.of(provider).refusal(capability);
    }
}
