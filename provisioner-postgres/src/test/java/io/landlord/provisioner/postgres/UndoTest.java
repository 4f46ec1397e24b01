package io.landlord.provisioner.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.handler.TaskFailure;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OneServer.class)
class UndoTest {
    private static final String NOTHING = "role: 0, database: 0, credential: 0";
    private static final String ALL = "role: 1, database: 1, credential: 1";

    private final Landlord landlord;

    UndoTest(EmbeddedServer embedded) {
        this.landlord = new Landlord(embedded);
    }

    @Test
    void whichever_step_fails_undoing_leaves_nothing() throws Exception {
        for (int failing = 1; failing < Landlord.STEPS.size(); failing++) {
            for (String step : Landlord.STEPS.subList(0, failing)) {
                landlord.make(step, "half", "e1");
            }
            landlord.remove("half", "e1");

            assertThat(landlord.things("half")).as(Landlord.STEPS.get(failing)).isEqualTo(NOTHING);
        }
    }

    @Test
    void a_step_that_fails_after_its_work_was_done_is_undone_too() throws Exception {
        for (int failing = 1; failing < Landlord.STEPS.size(); failing++) {
            for (String step : Landlord.STEPS.subList(0, failing + 1)) {
                landlord.make(step, "unheard", "e1");
            }
            landlord.remove("unheard", "e1");

            assertThat(landlord.things("unheard"))
                    .as(Landlord.STEPS.get(failing))
                    .isEqualTo(NOTHING);
        }
    }

    @Test
    void undoing_leaves_what_another_execution_made() throws Exception {
        landlord.provision("settled");
        landlord.make("postgres.store-credential", "settled", "e2");
        landlord.make("postgres.create-role", "settled", "e2");
        landlord.make("postgres.create-database", "settled", "e2");
        landlord.remove("settled", "e2");

        assertThat(landlord.things("settled")).isEqualTo(ALL);
        landlord.login("settled").close();
    }

    @Test
    void a_repeat_of_create_role_after_the_undoing_makes_nothing() throws Exception {
        landlord.make("postgres.store-credential", "late-role", "e1");
        landlord.remove("late-role", "e1");

        assertThatThrownBy(() -> landlord.make("postgres.create-role", "late-role", "e1"))
                .isInstanceOf(TaskFailure.class)
                .hasMessageContaining("there is no credential:late-role/database");
        assertThat(landlord.things("late-role")).isEqualTo(NOTHING);
    }

    @Test
    void a_repeat_of_create_database_in_the_middle_of_the_undoing_leaves_nothing() throws Exception {
        landlord.provision("late-database");
        landlord.undo("postgres.delete-credential", "late-database", "claim-of-late-database");
        landlord.undo("postgres.drop-database", "late-database", "claim-of-late-database");
        landlord.make("postgres.create-database", "late-database", "claim-of-late-database");
        landlord.undo("postgres.drop-role", "late-database", "claim-of-late-database");

        assertThat(landlord.things("late-database")).isEqualTo(NOTHING);
    }

    @Test
    void a_database_that_a_crash_left_unmarked_is_finished_by_the_repeat() throws Exception {
        crashAfterCreateDatabase("crashed");
        landlord.provision("crashed");

        landlord.login("crashed").close();
        assertThat(landlord.ask("SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                        + " WHERE datname = 'tenant_crashed'"))
                .isEqualTo("managed by landlord, tenant crashed, claim claim-of-crashed");
    }

    @Test
    void a_database_that_a_crash_left_unmarked_is_undone() throws Exception {
        crashAfterCreateDatabase("crashed-undone");
        landlord.remove("crashed-undone", "claim-of-crashed-undone");

        assertThat(landlord.things("crashed-undone")).isEqualTo(NOTHING);
    }

    @Test
    void a_removal_that_was_cut_short_is_finished_by_the_repeat() throws Exception {
        landlord.provision("cut-short");
        landlord.execute("ALTER ROLE tenant_cut_short NOLOGIN");
        landlord.execute("UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'tenant_cut_short'");
        landlord.remove("cut-short", null);

        assertThat(landlord.things("cut-short")).isEqualTo(NOTHING);
    }

    @Test
    void a_database_whose_removal_was_cut_short_is_made_anew() throws Exception {
        landlord.provision("anew");
        landlord.execute("UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'tenant_anew'");
        landlord.provision("anew");

        landlord.login("anew").close();
    }

    /** Where a crash between {@code CREATE DATABASE} and its marking leaves things. */
    private void crashAfterCreateDatabase(String tenant) throws Exception {
        String name = new Tenant(tenant).database();
        for (String step : Landlord.STEPS.subList(0, Landlord.STEPS.indexOf("postgres.create-database"))) {
            landlord.make(step, tenant, "claim-of-" + tenant);
        }
        landlord.execute("CREATE DATABASE " + name + " OWNER " + name + " TEMPLATE template0 ALLOW_CONNECTIONS false");
    }
}
