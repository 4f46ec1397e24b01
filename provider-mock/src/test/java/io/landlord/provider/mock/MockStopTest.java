package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.StopConformance;

class MockStopTest extends StopConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
