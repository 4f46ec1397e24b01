package io.landlord.provisioner.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.landlord.api.handler.TaskFailure;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the administrator is no superuser, as with most providers of databases. On a server of its own, whose owners it changes. */
class DelegatedAdministratorTest {
    private final EmbeddedServer embedded = EmbeddedServer.startTemporary();
    private final Landlord superuser = new Landlord(embedded);
    private final Landlord landlord = new Landlord(new PostgresServer(embedded.url(), "delegate", "pass-of-delegate"));

    @AfterEach
    void stop() {
        embedded.close();
    }

    @Test
    void one_that_owns_the_servers_databases_provisions_and_removes() throws Exception {
        superuser.execute("CREATE ROLE delegate LOGIN CREATEDB CREATEROLE PASSWORD 'pass-of-delegate'");

        landlord.make("postgres.prepare", "acme", "e1");
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> landlord.make("postgres.restrict-access", "acme", "e1"))
                .withMessageStartingWith("every role may connect to postgres, template1,")
                .satisfies(failure -> assertThat(failure.status()).isEqualTo(403))
                .satisfies(failure -> assertThat(failure.isRetryable()).isFalse());

        superuser.execute("ALTER DATABASE postgres OWNER TO delegate");
        superuser.execute("ALTER DATABASE template1 OWNER TO delegate");
        landlord.provision("acme");
        landlord.provision("acme");
        landlord.login("acme").close();
        landlord.remove("acme", null);
        assertThat(superuser.ask("SELECT count(*) FROM pg_roles WHERE rolname = 'tenant_acme'"))
                .isEqualTo("0");
        assertThat(landlord.things("acme")).isEqualTo("role: 0, database: 0, credential: 0");
    }
}
