package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.RetryConformance;

class MockRetryTest extends RetryConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
