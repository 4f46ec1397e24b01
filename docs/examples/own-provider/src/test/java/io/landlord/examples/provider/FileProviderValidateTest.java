package io.landlord.examples.provider;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.ValidateConformance;

class FileProviderValidateTest extends ValidateConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
