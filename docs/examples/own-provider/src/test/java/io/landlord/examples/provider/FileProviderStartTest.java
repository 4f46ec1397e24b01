package io.landlord.examples.provider;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.StartConformance;

class FileProviderStartTest extends StartConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
