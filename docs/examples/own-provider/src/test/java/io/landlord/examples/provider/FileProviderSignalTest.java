package io.landlord.examples.provider;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.SignalConformance;

class FileProviderSignalTest extends SignalConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
