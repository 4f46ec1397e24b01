package io.landlord.provider.temporal;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.ValidateConformance;

class InProcessValidateTest extends ValidateConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new InProcess();
    }
}
