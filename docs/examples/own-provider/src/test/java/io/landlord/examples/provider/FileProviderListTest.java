package io.landlord.examples.provider;

import io.landlord.tck.ListConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderListTest extends ListConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
