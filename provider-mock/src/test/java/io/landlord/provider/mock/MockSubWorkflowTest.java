package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.SubWorkflowConformance;

class MockSubWorkflowTest extends SubWorkflowConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
