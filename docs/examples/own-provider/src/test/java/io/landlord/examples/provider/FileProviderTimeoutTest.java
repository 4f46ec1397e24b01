package io.landlord.examples.provider;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.TimeoutConformance;

class FileProviderTimeoutTest extends TimeoutConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
