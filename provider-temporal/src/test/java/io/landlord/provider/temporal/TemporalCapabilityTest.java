package io.landlord.provider.temporal;

import io.landlord.tck.CapabilityConformance;
import io.landlord.tck.ProviderFixtures;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TemporalServer.class)
class TemporalCapabilityTest extends CapabilityConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new TemporalFixtures();
    }
}
