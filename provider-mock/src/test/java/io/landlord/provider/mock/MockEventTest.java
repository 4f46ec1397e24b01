package io.landlord.provider.mock;

import io.landlord.tck.EventConformance;
import io.landlord.tck.ProviderFixtures;

class MockEventTest extends EventConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
