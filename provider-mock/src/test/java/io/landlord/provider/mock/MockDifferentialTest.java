package io.landlord.provider.mock;

import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.random.DifferentialConformance;

/** The mock engine is what others are compared with; here with itself, so that seeds that depend on luck show. */
class MockDifferentialTest extends DifferentialConformance {
    @Override
    protected ProviderFixtures fixtures() {
        return new MockFixtures();
    }

    @Override
    protected ProviderFixtures reference() {
        return new MockFixtures();
    }
}
