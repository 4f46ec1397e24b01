package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.SignalConformance;

class MockSignalTest extends SignalConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
