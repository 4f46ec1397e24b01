package io.landlord.provider.temporal;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.SubWorkflowConformance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TemporalServer.class)
class TemporalSubWorkflowTest extends SubWorkflowConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new TemporalFixtures();
    }
}
