package io.landlord.examples.provider;

import io.landlord.tck.JournalConformance;
import io.landlord.tck.ProviderFixtures;

class FileProviderJournalTest extends JournalConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
