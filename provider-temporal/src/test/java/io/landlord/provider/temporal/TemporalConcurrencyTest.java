package io.landlord.provider.temporal;

import io.landlord.tck.ConcurrencyConformance;
import io.landlord.tck.ProviderFixtures;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TemporalServer.class)
class TemporalConcurrencyTest extends ConcurrencyConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new TemporalFixtures();
    }
}
