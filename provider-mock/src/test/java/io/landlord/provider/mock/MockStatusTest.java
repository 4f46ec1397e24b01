package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.StatusConformance;

class MockStatusTest extends StatusConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
