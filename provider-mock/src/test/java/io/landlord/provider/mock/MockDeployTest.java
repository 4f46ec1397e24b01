package io.landlord.provider.mock;

import io.landlord.tck.DeployConformance;
import io.landlord.tck.ProviderFixtures;

class MockDeployTest extends DeployConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
