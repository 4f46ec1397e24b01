package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.ValidateConformance;

class MockValidateTest extends ValidateConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
