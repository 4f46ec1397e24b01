package io.landlord.provider.temporal;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.corpus.CorpusConformance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Several cases at once, for each waits for the server most of its time. */
@ExtendWith(TemporalServer.class)
@Execution(ExecutionMode.CONCURRENT)
class TemporalCorpusTest extends CorpusConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new TemporalFixtures();
    }
}
