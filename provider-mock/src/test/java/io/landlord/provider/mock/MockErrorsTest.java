package io.landlord.provider.mock;

import io.landlord.tck.ErrorsConformance;
import io.landlord.tck.ProviderFixtures;

class MockErrorsTest extends ErrorsConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
