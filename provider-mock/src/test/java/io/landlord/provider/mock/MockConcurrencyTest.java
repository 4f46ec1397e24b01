package io.landlord.provider.mock;

import io.landlord.tck.ConcurrencyConformance;
import io.landlord.tck.ProviderFixtures;

class MockConcurrencyTest extends ConcurrencyConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
