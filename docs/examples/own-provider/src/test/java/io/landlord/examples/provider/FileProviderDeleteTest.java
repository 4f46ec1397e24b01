package io.landlord.examples.provider;

import io.landlord.tck.DeleteConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderDeleteTest extends DeleteConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
