package io.landlord.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.cli.Invocation;
import org.junit.jupiter.api.Test;

/** The README's first command, on a real PostgreSQL. */
class DemoTest {

    @Test
    void the_demo_ends_well_and_says_what_it_proved() {
        Invocation invocation = Invocation.of("demo");
        assertThat(invocation.exitCode()).as(invocation.err()).isZero();
        assertThat(invocation.out())
                .contains(
                        "read it back: \"hello from acme\"",
                        "into tenant_globex: refused, permission denied (SQLSTATE 42501)",
                        "into postgres: refused, permission denied (SQLSTATE 42501)",
                        "into template1: refused, permission denied (SQLSTATE 42501)",
                        "nothing is left of it",
                        "the server is as it was: postgres, template0, template1")
                .doesNotContain("\u001B");
        assertThat(invocation.err()).isEmpty();
    }
}
