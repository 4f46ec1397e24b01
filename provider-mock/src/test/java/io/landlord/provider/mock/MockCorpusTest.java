package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.corpus.CorpusConformance;

class MockCorpusTest extends CorpusConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
