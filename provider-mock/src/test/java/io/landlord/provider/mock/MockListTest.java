package io.landlord.provider.mock;

import io.landlord.tck.ListConformance;
import io.landlord.tck.ProviderFixtures;

class MockListTest extends ListConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
