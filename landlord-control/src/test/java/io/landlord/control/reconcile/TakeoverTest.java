package io.landlord.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.operation.Operation;
import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.TestDatabase;
import io.landlord.control.tenant.Precondition;
import io.landlord.control.tenant.Tenant;
import io.landlord.control.tenant.TenantEvent;
import io.landlord.control.tenant.TenantRequest;
import io.landlord.control.tenant.TenantState;
import io.landlord.control.tenant.Tenants;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.JsonNodeFactory;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TakeoverTest {
    private final World world = new World();

    @OnBothDatabases
    void the_work_of_a_dead_server_goes_on_under_the_next_attempt(TestDatabase database) {
        Server dead = new Server(database, world).started();
        world.gate("acme");
        Operation create = dead.apply("acme");
        Server.until(() -> world.isWaiting(create.id() + "-1")
                && dead.operations.get(create.id()).executionId() != null);
        dead.die();
        world.open("acme");

        try (Server heir = new Server(database, world).started()) {
            Operation ended = heir.awaitEnd(create.id());

            assertThat(ended.state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(ended.attempt()).isEqualTo(2);
            assertThat(heir.tenants.get("acme").state()).isEqualTo(TenantState.READY);
            assertThat(heir.tenants.history("acme"))
                    .extracting(TenantEvent::type)
                    .contains(TenantEvent.Type.RESTARTED);
            assertThat(world.timesMade("acme")).isEqualTo(1);
        } finally {
            dead.close();
        }
    }

    @OnBothDatabases
    void an_attempt_whose_start_was_never_recorded_is_started_again(TestDatabase database) {
        try (Server dead = new Server(database, world);
                Server heir = new Server(database, world)) {
            dead.templates.put("box", "", List.of(Parameters.size()), World.DEFINITION, World.REMOVAL, null);
            Operation create = dead.apply("acme");
            Held begun = new OperationLedger(dead.database, Clock.systemUTC())
                    .begin(
                            new OperationLedger(dead.database, Clock.systemUTC())
                                    .take(create.id())
                                    .orElseThrow(),
                            "mock",
                            "tenant-box-v1",
                            dead.tenants
                                    .get("acme")
                                    .parameters()
                                    .put("tenant", "acme")
                                    .put("claim", "c"));
            assertThat(begun.operation().executionId()).isNull();
            heir.started();

            assertThat(heir.awaitEnd(create.id()).attempt()).isEqualTo(1);
            assertThat(world.resource("acme").claim()).as("the recorded input").isEqualTo("c");
        }
    }

    @OnBothDatabases
    void a_server_that_stops_hands_its_work_back_at_once(TestDatabase database) {
        Server stopping = new Server(database, world).started();
        world.gate("acme");
        Operation create = stopping.apply("acme");
        Server.until(() -> world.isWaiting(create.id() + "-1"));
        stopping.close();
        world.open("acme");

        try (Server heir = new Server(database, world).started()) {
            assertThat(heir.awaitEnd(create.id()).state()).isEqualTo(Operation.State.SUCCEEDED);
        }
    }

    @OnBothDatabases
    void a_job_that_was_taken_over_writes_nothing(TestDatabase database) {
        try (Server server = new Server(database, world)) {
            server.templates.put("box", "", List.of(Parameters.size()), World.DEFINITION, World.REMOVAL, null);
            OperationLedger ledger = new OperationLedger(server.database, Clock.systemUTC());
            Operation create = server.apply("acme");
            Held zombie = ledger.begin(
                    ledger.take(create.id()).orElseThrow(),
                    "mock",
                    "tenant-box-v1",
                    JsonNodeFactory.instance.objectNode());
            Held heir = ledger.take(create.id()).orElseThrow();
            Tenant before = server.tenants.get("acme");

            List<Runnable> writes = List.of(
                    () -> ledger.started(zombie, "x"),
                    () -> ledger.restart(zombie),
                    () -> ledger.order(zombie),
                    () -> ledger.delayed(zombie, "x"),
                    () -> ledger.end(zombie, new End.Succeeded(JsonNodeFactory.instance.objectNode())));

            assertThat(writes).allSatisfy(write -> assertThat(lost(write)).isTrue());
            assertThat(server.tenants.get("acme")).isEqualTo(before);
            assertThat(server.operations.get(create.id())).isEqualTo(heir.operation());
        }
    }

    private static boolean lost(Runnable write) {
        try {
            write.run();
            return false;
        } catch (Held.Lost lost) {
            return true;
        }
    }

    @OnBothDatabases
    void two_servers_asked_for_the_same_tenant_at_once_make_it_once(TestDatabase database) throws Exception {
        try (Server one = new Server(database, world).started();
                Server other = new Server(database, world).started();
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < 5; round++) {
                String tenant = "tenant-" + round;
                List<Callable<String>> calls = new ArrayList<>();
                for (int call = 0; call < 8; call++) {
                    Server server = call % 2 == 0 ? one : other;
                    calls.add(() -> {
                        Operation operation = server.tenants
                                .apply(new TenantRequest(tenant, null, null, null, null), Precondition.none(), "test")
                                .operation();
                        return operation == null ? "none" : operation.id();
                    });
                }
                Set<String> operations = new HashSet<>();
                for (Future<String> answer : threads.invokeAll(calls)) {
                    operations.add(answer.get());
                }
                operations.remove("none");
                assertThat(operations).hasSize(1);
                one.await(tenant, TenantState.READY);
                assertThat(one.tenants.get(tenant).generation()).isEqualTo(1);
                assertThat(world.timesMade(tenant)).isEqualTo(1);
            }
        }
    }

    @OnBothDatabases
    void no_more_than_the_bound_run_at_once(TestDatabase database) {
        try (Server server = new Server(database, world, 2, provider -> provider).started()) {
            for (int tenant = 0; tenant < 6; tenant++) {
                world.gate("tenant-" + tenant);
                server.apply("tenant-" + tenant);
            }
            for (int ended = 0; ended < 6; ended++) {
                int atLeast = Math.min(6, ended + 2);
                Server.until(() -> world.waiting() >= atLeast);
                String tenant = server.tenants
                        .list(new Tenants.Query(TenantState.PROVISIONING, null, null, 10, null))
                        .items()
                        .getFirst()
                        .name();
                world.open(tenant);
                server.await(tenant, TenantState.READY);
            }
            assertThat(world.mostAtOnce()).isEqualTo(2);
        }
    }

    @OnBothDatabases
    void an_engine_that_cannot_be_reached_delays_and_fails_nothing(TestDatabase database) {
        AtomicBoolean down = new AtomicBoolean(true);
        try (Server server = new Server(
                        database,
                        world,
                        4,
                        provider -> new TroubledEngine(provider, () -> {
                            if (down.get()) {
                                throw new LandlordException(ErrorCode.PROVIDER_UNAVAILABLE, "the engine is down");
                            }
                        }))
                .started()) {
            Operation create = server.apply("acme");
            Server.until(() -> server.tenants.history("acme").stream()
                    .anyMatch(event -> event.type() == TenantEvent.Type.DELAYED));
            assertThat(server.operations.get(create.id()).state()).isEqualTo(Operation.State.RUNNING);
            down.set(false);

            assertThat(server.awaitEnd(create.id()).state()).isEqualTo(Operation.State.SUCCEEDED);
        }
    }

    @OnBothDatabases
    void a_database_that_is_away_for_a_while_delays_and_fails_nothing(TestDatabase database)
            throws InterruptedException {
        try (Server server = new Server(database, world).started()) {
            world.gate("first");
            Operation first = server.apply("first");
            Server.until(() -> world.isWaiting(first.id() + "-1"));
            server.loseDatabase(true);
            world.open("first");
            Server.until(() -> world.calls().size() >= 2);
            assertThatThrownBy(() -> server.apply("second"))
                    .isInstanceOfSatisfying(
                            LandlordException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
            boolean ignored = new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS);
            server.loseDatabase(false);

            assertThat(server.awaitEnd(first.id()).state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(server.awaitEnd(server.apply("second").id()).state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(world.timesMade("first")).isEqualTo(1);
        }
    }
}
