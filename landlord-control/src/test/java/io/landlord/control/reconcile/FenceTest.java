package io.landlord.control.reconcile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskFailure;
import io.landlord.control.operation.Operation;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.Tap;
import io.landlord.control.store.TestDatabase;
import io.landlord.control.tenant.Tenant;
import io.landlord.control.tenant.TenantEvent;
import io.landlord.control.tenant.TenantRequest;
import io.landlord.control.tenant.TenantState;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FenceTest {
    private static final JsonNode DONE = JsonNodeFactory.instance.stringNode("done");

    private final World world = new World();

    @OnBothDatabases
    void a_zombie_writes_nothing_and_its_compensation_does_no_harm(TestDatabase database) {
        try (Server zombie = new Server(database, world).started();
                Server heir = new Server(database, world)) {
            CountDownLatch gate = world.gate("acme");
            Operation create = zombie.apply("acme");
            Server.until(() -> world.isWaiting(create.id() + "-1"));
            String first = requireNonNull(executionOf(zombie, create));
            zombie.freeze();
            world.passLater("acme");
            heir.started();
            Tenant ready = heir.await("acme", TenantState.READY);
            List<TenantEvent> history = heir.tenants.history("acme");
            World.Resource made = world.resource("acme");

            zombie.thaw();
            world.fault("check", "acme", "too late");
            gate.countDown();

            ExecutionStatus end = awaitEnd(zombie, first);
            assertThat(end.state()).isEqualTo(ExecutionState.FAILED);
            assertThat(requireNonNull(end.compensation()).error()).isNotNull().satisfies(error -> {
                assertThat(error.status()).isEqualTo(409);
                assertThat(error.detail()).contains("superseded");
            });
            assertThat(world.unmadeBy()).isEmpty();
            assertThat(world.resource("acme")).isEqualTo(made);
            assertThat(heir.tenants.get("acme")).isEqualTo(ready);
            assertThat(heir.tenants.history("acme")).isEqualTo(history);
            assertThat(heir.operations.get(create.id()).attempt()).isEqualTo(2);
        }
    }

    @OnBothDatabases
    void what_a_zombie_would_do_next_is_refused(TestDatabase database) {
        try (Server zombie = new Server(database, world).started();
                Server heir = new Server(database, world)) {
            zombie.templates.put("late", "", List.of(), World.CHECK_FIRST, World.REMOVAL, null);
            CountDownLatch gate = world.gate("acme");
            Operation create = zombie.apply(new TenantRequest("acme", null, "late", null, null));
            Server.until(() -> world.isWaiting(create.id() + "-1"));
            String first = requireNonNull(executionOf(zombie, create));
            zombie.freeze();
            world.passLater("acme");
            heir.started();
            heir.await("acme", TenantState.READY);
            heir.awaitEnd(heir.delete("acme").id());

            zombie.thaw();
            gate.countDown();

            ExecutionStatus end = awaitEnd(zombie, first);
            assertThat(requireNonNull(end.error()).status()).isEqualTo(409);
            assertThat(end.error().pointer()).isEqualTo("/do/1/make");
            assertThat(world.resources()).isEmpty();
            assertThat(heir.tenants.get("acme").state()).isEqualTo(TenantState.DELETED);
        }
    }

    @OnBothDatabases
    void a_stop_for_a_removal_lets_the_compensation_run(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            world.gate("acme");
            Operation create = server.apply("acme");
            Server.until(() -> world.isWaiting(create.id() + "-1"));

            Operation removal = server.awaitEnd(server.delete("acme").id());

            assertThat(world.unmadeBy()).containsExactly(create.id() + "-1", removal.id() + "-1");
            assertThat(server.operations.get(create.id()).state()).isEqualTo(Operation.State.SUPERSEDED);
        }
    }

    @OnBothDatabases
    void only_the_current_attempt_of_a_running_operation_may_call(TestDatabase database) {
        ControlDatabase opened = database.open();
        Fence fence = new Fence(opened);
        String running = operation(opened, "1", "running");
        String pending = operation(opened, "2", "pending");
        String ended = operation(opened, "3", "succeeded");

        assertThat(List.of(running + "-2", "op-" + "z".repeat(26) + "-1", "my-own-name", running))
                .as("also what is no operation's execution")
                .allSatisfy(name -> assertThat(call(fence, name)).isEqualTo(DONE));
        assertThat(List.of(running + "-1", running + "-3", pending + "-1", ended + "-2"))
                .allSatisfy(name -> assertThatThrownBy(() -> call(fence, name))
                        .isInstanceOfSatisfying(TaskFailure.class, refusal -> {
                            assertThat(refusal.status()).isEqualTo(409);
                            assertThat(refusal.isRetryable()).isFalse();
                        }));
    }

    @OnBothDatabases
    void a_call_is_tried_again_while_the_database_cannot_say(TestDatabase database) {
        Tap tap = new Tap();
        ControlDatabase opened = database.openThrough(tap);
        String running = operation(opened, "1", "running");
        tap.cut();

        assertThatThrownBy(() -> call(new Fence(opened), running + "-2"))
                .isInstanceOfSatisfying(
                        TaskFailure.class,
                        failure -> assertThat(failure.isRetryable()).isTrue());
    }

    private static String operation(ControlDatabase database, String digit, String state) {
        String id = "op-" + digit.repeat(26);
        int inserted = database.jdbc()
                .sql(
                        "INSERT INTO operations (id, tenant, kind, state, generation, attempt, lease, correlation_id, created_at)"
                                + " VALUES (:id, :id, 'create', :state, 1, 2, 1, 'c', 0)")
                .param("id", id)
                .param("state", state)
                .update();
        assertThat(inserted).isEqualTo(1);
        return id;
    }

    private static JsonNode call(Fence fence, String executionName) throws InterruptedException {
        return fence.around("world.make", new NamedContext(executionName), () -> DONE);
    }

    private static @Nullable String executionOf(Server server, Operation operation) {
        Server.until(() -> server.operations.get(operation.id()).executionId() != null);
        return server.operations.get(operation.id()).executionId();
    }

    private static ExecutionStatus awaitEnd(Server server, String execution) {
        Server.until(() -> server.engine.getExecutionStatus(execution).state().isFinal());
        return server.engine.getExecutionStatus(execution);
    }
}
