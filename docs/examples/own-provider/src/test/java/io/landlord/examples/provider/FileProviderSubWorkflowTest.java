package io.landlord.examples.provider;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.SubWorkflowConformance;

class FileProviderSubWorkflowTest extends SubWorkflowConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
