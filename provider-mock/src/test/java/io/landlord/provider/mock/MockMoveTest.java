package io.landlord.provider.mock;

import io.landlord.tck.MoveConformance;
import io.landlord.tck.ProviderFixtures;

class MockMoveTest extends MoveConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
