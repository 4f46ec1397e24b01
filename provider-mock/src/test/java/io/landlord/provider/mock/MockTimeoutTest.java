package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.TimeoutConformance;

class MockTimeoutTest extends TimeoutConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
