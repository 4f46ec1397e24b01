package io.landlord.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.operation.Operation;
import io.landlord.control.operation.Reason;
import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.TestDatabase;
import io.landlord.control.tenant.Applied;
import io.landlord.control.tenant.Precondition;
import io.landlord.control.tenant.Tenant;
import io.landlord.control.tenant.TenantEvent;
import io.landlord.control.tenant.TenantRequest;
import io.landlord.control.tenant.TenantState;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LifecycleTest {
    private final World world = new World();

    @OnBothDatabases
    void a_tenant_is_made_changed_and_removed(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            Operation create = server.apply("acme");
            assertThat(create.kind()).isEqualTo(Operation.Kind.CREATE);
            Tenant made = server.await("acme", TenantState.READY);
            assertThat(made.generation()).isEqualTo(1);
            assertThat(made.observedGeneration()).isEqualTo(1);
            assertThat(made.outputs()).hasToString("{\"checked\":\"acme\"}");
            assertThat(world.resource("acme")).satisfies(resource -> {
                assertThat(resource.claim()).isEqualTo(create.id());
                assertThat(resource.limits()).isEqualTo("{\"connections\":10,\"statementTimeout\":\"PT15S\"}");
                assertThat(resource.size()).isEqualTo("1");
            });

            Operation update = server.apply(new TenantRequest("acme", "premium", null, null, Parameters.size(3)));
            assertThat(update.kind()).isEqualTo(Operation.Kind.UPDATE);
            Operation updated = server.awaitEnd(update.id());
            assertThat(updated.state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(updated.workflowId()).isEqualTo("tenant-box-v1");
            assertThat(updated.executionId()).isNotNull();
            assertThat(world.resource("acme").size()).isEqualTo("3");
            assertThat(world.resource("acme").limits()).contains("30");

            Operation removal = server.delete("acme");
            assertThat(server.awaitEnd(removal.id()).state()).isEqualTo(Operation.State.SUCCEEDED);
            Tenant gone = server.tenants.get("acme");
            assertThat(gone.state()).isEqualTo(TenantState.DELETED);
            assertThat(gone.outputs()).isNull();
            assertThat(gone.generation()).isEqualTo(3);
            assertThat(world.resources()).isEmpty();
            assertThat(server.tenants.history("acme"))
                    .extracting(TenantEvent::type)
                    .containsExactly(
                            TenantEvent.Type.APPLIED,
                            TenantEvent.Type.STARTED,
                            TenantEvent.Type.SUCCEEDED,
                            TenantEvent.Type.APPLIED,
                            TenantEvent.Type.STARTED,
                            TenantEvent.Type.SUCCEEDED,
                            TenantEvent.Type.DELETE_REQUESTED,
                            TenantEvent.Type.STARTED,
                            TenantEvent.Type.SUCCEEDED);
            assertThat(world.correlations()).containsExactly("test");
        }
    }

    @OnBothDatabases
    void a_deleted_name_can_be_applied_again_and_goes_on_counting(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            server.awaitEnd(server.apply("acme").id());
            Operation removal = server.delete("acme");
            server.awaitEnd(removal.id());
            assertThat(server.delete("acme").id()).isEqualTo(removal.id());

            Applied again = server.tenants.apply(
                    new TenantRequest("acme", null, null, null, null), Precondition.none(), "again");

            assertThat(again.created()).isTrue();
            assertThat(again.tenant().generation()).isEqualTo(3);
            server.await("acme", TenantState.READY);
            assertThat(world.timesMade("acme")).isEqualTo(2);
        }
    }

    @OnBothDatabases
    void what_is_wanted_already_makes_no_operation(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            world.gate("acme");
            Operation first = server.apply("acme");
            assertThat(server.apply("acme").id()).isEqualTo(first.id());
            Server.until(() -> world.isWaiting(first.id() + "-1"));
            assertThat(server.apply("acme").id()).isEqualTo(first.id());
            world.open("acme");
            Tenant ready = server.await("acme", TenantState.READY);

            Applied applied = server.tenants.apply(
                    new TenantRequest("acme", "basic", "box", 1, Parameters.size(1)), Precondition.none(), "test");

            assertThat(applied.operation()).isNull();
            assertThat(applied.created()).isFalse();
            assertThat(applied.tenant()).isEqualTo(ready);
            assertThat(world.timesMade("acme")).isEqualTo(1);
        }
    }

    @OnBothDatabases
    void an_update_waits_for_the_running_operation_and_replaces_what_has_not_begun(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            world.gate("acme");
            Operation create = server.apply("acme");
            Server.until(() -> world.isWaiting(create.id() + "-1"));
            Operation skipped = server.apply(new TenantRequest("acme", null, null, null, Parameters.size(2)));
            Operation last = server.apply(new TenantRequest("acme", null, null, null, Parameters.size(3)));

            assertThat(server.operations.get(skipped.id()).state()).isEqualTo(Operation.State.SUPERSEDED);
            assertThat(server.operations.get(create.id()).state()).isEqualTo(Operation.State.RUNNING);
            assertThat(server.operations.get(last.id()).state()).isEqualTo(Operation.State.PENDING);
            world.open("acme");

            server.awaitEnd(last.id());
            assertThat(server.operations.get(create.id()).state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(world.resource("acme").size()).isEqualTo("3");
            assertThat(server.tenants.get("acme").state()).isEqualTo(TenantState.READY);
            assertThat(server.tenants.get("acme").observedGeneration()).isEqualTo(3);
        }
    }

    @OnBothDatabases
    void a_removal_stops_what_is_under_way_and_nothing_is_left(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            world.gate("acme");
            Operation create = server.apply("acme");
            Server.until(() -> world.isWaiting(create.id() + "-1"));
            assertThat(world.resources()).containsKey("acme");

            Operation removal = server.delete("acme");

            assertThat(server.delete("acme").id()).isEqualTo(removal.id());
            assertThatThrownBy(() -> server.apply("acme")).isInstanceOfSatisfying(LandlordException.class, refusal -> {
                assertThat(refusal.code()).isEqualTo(ErrorCode.TENANT_CONFLICT);
                assertThat(refusal).hasMessageContaining("wait for its end");
            });
            server.awaitEnd(removal.id());
            assertThat(server.operations.get(create.id()).state()).isEqualTo(Operation.State.SUPERSEDED);
            assertThat(server.tenants.get("acme").state()).isEqualTo(TenantState.DELETED);
            assertThat(world.resources()).isEmpty();
        }
    }

    @OnBothDatabases
    void a_failure_names_task_cause_and_way_out_and_applying_again_is_one(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            world.fault("check", "acme", "the disk is full");
            Operation failed = server.awaitEnd(server.apply("acme").id());

            Tenant tenant = server.tenants.get("acme");
            assertThat(tenant.state()).isEqualTo(TenantState.FAILED);
            assertThat(tenant.reason()).isEqualTo(failed.error());
            assertThat(tenant.reason())
                    .isEqualTo(new Reason(
                            "execution_failed",
                            "task 'check' failed: the disk is full",
                            "fix what the message says and apply again: landlord tenant apply acme;"
                                    + " or give it up: landlord tenant delete acme",
                            "check",
                            "/do/1/check",
                            failed.executionId()));
            assertThat(world.resources()).as("undone").isEmpty();

            world.fault("check", "acme", null);
            Operation again = server.apply("acme");
            assertThat(again.kind()).isEqualTo(Operation.Kind.CREATE);
            assertThat(server.awaitEnd(again.id()).state()).isEqualTo(Operation.State.SUCCEEDED);
            assertThat(server.tenants.get("acme").reason()).isNull();
        }
    }

    @OnBothDatabases
    void a_failed_tenant_can_be_deleted_and_a_failed_removal_repeated(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            world.fault("check", "acme", "no");
            server.awaitEnd(server.apply("acme").id());
            world.fault("unmake", "acme", "still in use");

            Operation removal = server.awaitEnd(server.delete("acme").id());

            assertThat(removal.state()).isEqualTo(Operation.State.FAILED);
            Tenant tenant = server.tenants.get("acme");
            assertThat(tenant.state()).isEqualTo(TenantState.FAILED);
            assertThat(tenant.reason()).isNotNull().satisfies(reason -> {
                assertThat(reason.task()).isEqualTo("remove");
                assertThat(reason.hint()).contains("landlord tenant delete acme");
            });
            world.fault("unmake", "acme", null);
            server.awaitEnd(server.delete("acme").id());
            assertThat(server.tenants.get("acme").state()).isEqualTo(TenantState.DELETED);
        }
    }

    @OnBothDatabases
    void an_update_that_fails_leaves_the_tenant_that_was_there(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            server.awaitEnd(server.apply("acme").id());
            world.fault("check", "acme", "no");

            server.awaitEnd(server.apply(new TenantRequest("acme", "premium", null, null, null))
                    .id());

            Tenant tenant = server.tenants.get("acme");
            assertThat(tenant.state()).isEqualTo(TenantState.FAILED);
            assertThat(tenant.outputs()).isNotNull();
            assertThat(world.resources()).containsKey("acme");
        }
    }

    @OnBothDatabases
    void a_tenant_keeps_the_template_version_it_was_made_with(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            server.awaitEnd(server.apply("acme").id());
            server.templates.put("box", "newer", List.of(Parameters.size()), World.DEFINITION, World.REMOVAL, 1L);

            server.awaitEnd(server.apply(new TenantRequest("acme", "premium", null, null, null))
                    .id());
            assertThat(server.tenants.get("acme").templateVersion()).isEqualTo(1);

            Operation upgrade = server.awaitEnd(
                    server.apply(new TenantRequest("acme", null, null, 2, null)).id());
            assertThat(upgrade.workflowId()).isEqualTo("tenant-box-v2");
            assertThat(server.tenants.get("acme").templateVersion()).isEqualTo(2);
        }
    }
}
