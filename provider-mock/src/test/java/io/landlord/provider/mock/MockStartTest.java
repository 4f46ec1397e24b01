package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.StartConformance;

class MockStartTest extends StartConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
