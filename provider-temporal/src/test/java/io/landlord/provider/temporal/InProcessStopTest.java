package io.landlord.provider.temporal;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.StopConformance;

class InProcessStopTest extends StopConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new InProcess();
    }
}
