package io.landlord.provider.temporal;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.TimeoutConformance;

class InProcessTimeoutTest extends TimeoutConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new InProcess();
    }
}
