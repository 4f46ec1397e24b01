package io.landlord.provider.temporal;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.StatusConformance;

class InProcessStatusTest extends StatusConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new InProcess();
    }
}
