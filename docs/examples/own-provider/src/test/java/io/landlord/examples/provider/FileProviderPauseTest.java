package io.landlord.examples.provider;

import io.landlord.tck.PauseConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderPauseTest extends PauseConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
