package io.landlord.provider.mock;

import io.landlord.tck.CapabilityConformance;
import io.landlord.tck.ProviderFixtures;

class MockCapabilityTest extends CapabilityConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
