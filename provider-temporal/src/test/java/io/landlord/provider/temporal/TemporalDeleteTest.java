package io.landlord.provider.temporal;

import io.landlord.tck.DeleteConformance;
import io.landlord.tck.ProviderFixtures;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TemporalServer.class)
class TemporalDeleteTest extends DeleteConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new TemporalFixtures();
    }
}
