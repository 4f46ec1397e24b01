package io.landlord.provider.temporal;

import io.landlord.tck.JournalConformance;
import io.landlord.tck.ProviderFixtures;

class InProcessJournalTest extends JournalConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new InProcess();
    }
}
