package io.landlord.examples.provider;

import io.landlord.tck.ConcurrencyConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderConcurrencyTest extends ConcurrencyConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
