package io.landlord.provider.mock;

import io.landlord.tck.ListenerConformance;
import io.landlord.tck.ProviderFixtures;

class MockListenerTest extends ListenerConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
