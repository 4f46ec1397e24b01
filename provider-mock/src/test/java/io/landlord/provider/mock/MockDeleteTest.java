package io.landlord.provider.mock;

import io.landlord.tck.DeleteConformance;
import io.landlord.tck.ProviderFixtures;

class MockDeleteTest extends DeleteConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
