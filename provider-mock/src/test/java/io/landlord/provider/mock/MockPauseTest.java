package io.landlord.provider.mock;

import io.landlord.tck.PauseConformance;
import io.landlord.tck.ProviderFixtures;

class MockPauseTest extends PauseConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
