package io.landlord.examples.provider;

import io.landlord.tck.MoveConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderMoveTest extends MoveConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
