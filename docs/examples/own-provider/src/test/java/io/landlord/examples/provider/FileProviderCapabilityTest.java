package io.landlord.examples.provider;

import io.landlord.tck.CapabilityConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderCapabilityTest extends CapabilityConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
