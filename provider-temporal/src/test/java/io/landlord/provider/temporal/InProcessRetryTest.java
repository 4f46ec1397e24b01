package io.landlord.provider.temporal;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.RetryConformance;

class InProcessRetryTest extends RetryConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new InProcess();
    }
}
