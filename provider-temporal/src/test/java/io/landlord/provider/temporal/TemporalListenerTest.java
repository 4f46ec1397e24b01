package io.landlord.provider.temporal;

import io.landlord.tck.ListenerConformance;
import io.landlord.tck.ProviderFixtures;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TemporalServer.class)
class TemporalListenerTest extends ListenerConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new TemporalFixtures();
    }
}
