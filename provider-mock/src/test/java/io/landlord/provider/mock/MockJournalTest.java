package io.landlord.provider.mock;

import io.landlord.tck.JournalConformance;
import io.landlord.tck.ProviderFixtures;

class MockJournalTest extends JournalConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
