package io.landlord.provider.temporal;

import io.landlord.tck.ListConformance;
import io.landlord.tck.ProviderFixtures;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TemporalServer.class)
class TemporalListTest extends ListConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new TemporalFixtures();
    }
}
