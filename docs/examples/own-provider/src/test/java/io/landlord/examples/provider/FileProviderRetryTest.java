package io.landlord.examples.provider;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.RetryConformance;

class FileProviderRetryTest extends RetryConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
