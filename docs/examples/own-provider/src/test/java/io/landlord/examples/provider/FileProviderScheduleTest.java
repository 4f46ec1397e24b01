package io.landlord.examples.provider;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.ScheduleConformance;

class FileProviderScheduleTest extends ScheduleConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new FileFixtures();
    }
}
