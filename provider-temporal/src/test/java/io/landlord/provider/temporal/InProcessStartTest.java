package io.landlord.provider.temporal;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.StartConformance;

class InProcessStartTest extends StartConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new InProcess();
    }
}
