package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.provider.Capability;
import org.junit.jupiter.api.Test;

/**
 * What a provider declares is what it implements: no more, for the facade would offer what does not work; no less, for it
 * would refuse what does. That a declared capability works is tested by the suite of that capability.
 */
public abstract class CapabilityConformance extends Conformance {

    @Test
    void the_declaration_names_the_interfaces_that_are_implemented() {
        assertThat(Capability.of(provider())).isEqualTo(fixtures().capabilities());
    }

    @Test
    void the_name_can_be_used_in_configuration_and_does_not_change() {
        assertThat(provider().name())
                .matches("[a-z][a-z0-9-]*")
                .isEqualTo(provider().name());
    }

    @Test
    void what_is_deployed_carries_the_name() {
        assertThat(provider().createWorkflow(spec("- a:\n    set: {x: 1}\n")).provider())
                .isEqualTo(provider().name());
    }
}
