package io.landlord.provider.temporal;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.corpus.CorpusConformance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TemporalServer.class)
class TemporalCorpusTest extends CorpusConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new TemporalFixtures();
    }
}
