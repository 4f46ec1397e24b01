package io.landlord.examples.provider;

import io.landlord.tck.ListenerConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderListenerTest extends ListenerConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
