package io.landlord.examples.provider;

import io.landlord.tck.ErrorsConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderErrorsTest extends ErrorsConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
