package io.landlord.control.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.operation.Operation;
import io.landlord.control.operation.Reason;
import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.TestDatabase;
import io.landlord.control.tenant.TenantState;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;

/** Faults of our own, and work that the queue has lost. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FaultTest {
    private final World world = new World();

    @OnBothDatabases
    void a_fault_of_landlord_itself_fails_the_operation_after_a_few_tries(TestDatabase database) {
        try (Server server = new Server(database, world)) {
            server.templates.put("box", "", List.of(Parameters.size()), World.DEFINITION, World.REMOVAL, null);
            Operation create = server.apply("acme");
            String limits = setLimits(server, "no JSON");
            server.started();

            Operation failed = server.awaitEnd(create.id());

            assertThat(failed.state()).isEqualTo(Operation.State.FAILED);
            Reason reason = requireNonNull(server.tenants.get("acme").reason());
            assertThat(reason.code()).isEqualTo("internal");
            assertThat(reason.message()).contains("a fault of Landlord's own").doesNotContain("at io.landlord");
            assertThat(reason.hint())
                    .contains("log", failed.id(), "landlord tenant apply acme", "landlord tenant delete acme");
            setLimits(server, limits);
            server.awaitEnd(server.apply("acme").id());
            assertThat(server.tenants.get("acme").state()).isEqualTo(TenantState.READY);
        }
    }

    private static String setLimits(Server server, String limits) {
        String before = server.database
                .jdbc()
                .sql("SELECT limits FROM plans WHERE name = 'basic'")
                .query(String.class)
                .single();
        int updated = server.database
                .jdbc()
                .sql("UPDATE plans SET limits = :limits WHERE name = 'basic'")
                .param("limits", limits)
                .update();
        assertThat(updated).isEqualTo(1);
        return before;
    }

    @OnBothDatabases
    void an_engine_with_a_fault_fails_the_operation_after_a_few_tries(TestDatabase database) {
        AtomicInteger calls = new AtomicInteger();
        Runnable trouble = () -> {
            calls.incrementAndGet();
            throw new IllegalStateException("a bug");
        };
        try (Server server = new Server(database, world, 4, mock -> new TroubledEngine(mock, trouble)).started()) {
            Operation failed = server.awaitEnd(server.apply("acme").id());

            assertThat(failed.state()).isEqualTo(Operation.State.FAILED);
            assertThat(requireNonNull(failed.error()).code()).isEqualTo("internal");
            assertThat(calls.get()).isBetween(3, 20);
        }
    }

    @OnBothDatabases
    void one_fault_after_a_long_outage_fails_nothing(TestDatabase database) {
        AtomicInteger calls = new AtomicInteger();
        Runnable trouble = () -> {
            int call = calls.incrementAndGet();
            if (call <= 8) {
                throw new LandlordException(ErrorCode.PROVIDER_UNAVAILABLE, "the engine is down");
            }
            if (call == 9) {
                throw new IllegalStateException("not quite up yet");
            }
        };
        try (Server server = new Server(database, world, 4, mock -> new TroubledEngine(mock, trouble)).started()) {
            assertThat(server.awaitEnd(server.apply("acme").id()).state()).isEqualTo(Operation.State.SUCCEEDED);
        }
    }

    @OnBothDatabases
    void an_operation_without_a_job_gets_one_when_a_server_starts(TestDatabase database) {
        try (Server server = new Server(database, world)) {
            server.templates.put("box", "", List.of(Parameters.size()), World.DEFINITION, World.REMOVAL, null);
            Operation create = server.apply("acme");
            loseJobs(server);
            server.started();

            assertThat(server.awaitEnd(create.id()).state()).isEqualTo(Operation.State.SUCCEEDED);
        }
    }

    @OnBothDatabases
    void an_operation_that_loses_its_job_gets_one_before_long(TestDatabase database) {
        try (Server running = new Server(database, world).started();
                Server other = new Server(database, world)) {
            Operation create = other.database.inTransaction(() -> {
                Operation asked = other.apply("acme");
                loseJobs(other);
                return asked;
            });

            assertThat(running.awaitEnd(create.id()).state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(world.timesMade("acme")).isEqualTo(1);
        }
    }

    @OnBothDatabases
    void an_operation_under_way_whose_job_is_removed_still_ends_once(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            world.gate("acme");
            Operation create = server.apply("acme");
            Server.until(() -> world.isWaiting(create.id() + "-1"));
            loseJobs(server);
            Server.until(() -> jobs(server) == 1);
            world.open("acme");

            assertThat(server.awaitEnd(create.id()).state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(world.timesMade("acme")).isEqualTo(1);
            Server.until(() -> jobs(server) == 0);
        }
    }

    private static void loseJobs(Server server) {
        assertThat(server.database.jdbc().sql("DELETE FROM scheduled_tasks").update())
                .isPositive();
    }

    private static int jobs(Server server) {
        return server.database
                .jdbc()
                .sql("SELECT COUNT(*) FROM scheduled_tasks")
                .query(Integer.class)
                .single();
    }
}
