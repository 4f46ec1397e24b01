package io.landlord.examples.provider;

import io.landlord.tck.EventConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderEventTest extends EventConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
