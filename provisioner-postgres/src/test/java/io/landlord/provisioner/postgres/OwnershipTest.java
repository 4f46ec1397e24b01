package io.landlord.provisioner.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.landlord.api.credential.Credential;
import io.landlord.api.handler.TaskFailure;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Landlord did not make is refused and stays as it is. */
@ExtendWith(OneServer.class)
class OwnershipTest {
    private final Landlord landlord;

    OwnershipTest(EmbeddedServer embedded) {
        this.landlord = new Landlord(embedded);
    }

    @Test
    void a_role_without_the_mark_is_refused_by_every_step() throws Exception {
        landlord.execute("CREATE ROLE tenant_foreign NOLOGIN");
        landlord.make("postgres.store-credential", "foreign", "e1");

        for (String step : List.of(
                "postgres.prepare", "postgres.create-role", "postgres.apply-limits", "postgres.create-database")) {
            assertRefused(() -> landlord.make(step, "foreign", "e1"), "a role tenant_foreign exists");
        }
        assertRefused(() -> landlord.undo("postgres.drop-role", "foreign", null), "a role tenant_foreign exists");
        assertThat(landlord.ask("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'tenant_foreign'"))
                .isEqualTo("f");
    }

    @Test
    void a_role_marked_for_another_tenant_is_refused() throws Exception {
        landlord.execute("CREATE ROLE tenant_mine");
        landlord.execute("COMMENT ON ROLE tenant_mine IS 'managed by landlord, tenant yours'");

        assertRefused(() -> landlord.make("postgres.prepare", "mine", "e1"), "a role tenant_mine exists");
    }

    @Test
    void a_database_without_the_mark_is_refused_by_every_step() throws Exception {
        landlord.execute("CREATE DATABASE tenant_found");
        assertRefused(() -> landlord.make("postgres.prepare", "found", "e1"), "a database tenant_found exists");
        landlord.make("postgres.store-credential", "found", "e1");
        landlord.make("postgres.create-role", "found", "e1");

        assertRefused(() -> landlord.make("postgres.create-database", "found", "e1"), "a database tenant_found exists");
        assertRefused(() -> landlord.undo("postgres.drop-database", "found", null), "a database tenant_found exists");
        landlord.undo("postgres.drop-role", "found", null);
        assertThat(landlord.ask("SELECT datacl IS NULL FROM pg_database WHERE datname = 'tenant_found'"))
                .as("its privileges are untouched")
                .isEqualTo("t");
    }

    @Test
    void a_database_that_somebody_gave_to_the_tenants_role_is_refused() throws Exception {
        landlord.make("postgres.store-credential", "gift", "e1");
        landlord.make("postgres.create-role", "gift", "e1");
        landlord.execute("CREATE DATABASE tenant_gift OWNER tenant_gift");

        assertRefused(() -> landlord.make("postgres.create-database", "gift", "e1"), "a database tenant_gift exists");
        assertRefused(() -> landlord.undo("postgres.drop-role", "gift", "e1"), "a database tenant_gift exists");
        assertThat(landlord.things("gift")).isEqualTo("role: 1, database: 1, credential: 1");
    }

    @Test
    void the_public_keeps_its_access_to_databases_of_others() throws Exception {
        landlord.execute("CREATE DATABASE somebody_elses");
        landlord.provision("neighbour");

        assertThat(landlord.ask("SELECT datacl IS NULL FROM pg_database WHERE datname = 'somebody_elses'"))
                .isEqualTo("t");
    }

    @Test
    void a_credential_for_another_user_is_refused() throws Exception {
        landlord.store.put(new Tenant("other-user").credential(), new Credential("root", "kept", Map.of()));

        assertRefused(() -> landlord.make("postgres.store-credential", "other-user", "e1"), "for another user");
        assertThat(landlord.credential("other-user").password()).isEqualTo("kept");
    }

    @Test
    void a_tenant_that_changes_the_mark_of_its_database_can_still_be_removed() throws Exception {
        for (String comment : List.of("NULL", "'mine'", "'managed by landlord, tenant another'")) {
            landlord.provision("sly");
            try (Connection connection = landlord.login("sly");
                    Statement statement = connection.createStatement()) {
                statement.execute("COMMENT ON DATABASE tenant_sly IS " + comment);
            }
            landlord.provision("sly");
            landlord.remove("sly", null);

            assertThat(landlord.things("sly")).as(comment).isEqualTo("role: 0, database: 0, credential: 0");
        }
    }

    /** A call that may be refused. */
    private interface Call {
        Object make() throws Exception;
    }

    private static void assertRefused(Call call, String reason) {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(call::make)
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.isRetryable()).isFalse())
                .satisfies(failure -> assertThat(failure.status()).isEqualTo(409));
    }
}
