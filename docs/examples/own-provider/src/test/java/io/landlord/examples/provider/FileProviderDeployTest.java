package io.landlord.examples.provider;

import io.landlord.tck.DeployConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderDeployTest extends DeployConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
