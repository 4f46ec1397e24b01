package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.ScheduleConformance;

class MockScheduleTest extends ScheduleConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }
}
