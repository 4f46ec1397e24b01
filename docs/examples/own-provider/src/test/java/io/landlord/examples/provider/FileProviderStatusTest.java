package io.landlord.examples.provider;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.StatusConformance;

class FileProviderStatusTest extends StatusConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
