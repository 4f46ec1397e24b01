package io.landlord.examples.provider;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.corpus.CorpusConformance;

class FileProviderCorpusTest extends CorpusConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
