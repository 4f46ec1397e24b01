package io.landlord.provider.temporal;

import io.landlord.tck.ErrorsConformance;
import io.landlord.tck.ProviderFixtures;

class InProcessErrorsTest extends ErrorsConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new InProcess();
    }
}
