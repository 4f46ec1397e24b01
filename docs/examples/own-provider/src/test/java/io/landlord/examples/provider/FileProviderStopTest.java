package io.landlord.examples.provider;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.StopConformance;

class FileProviderStopTest extends StopConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
