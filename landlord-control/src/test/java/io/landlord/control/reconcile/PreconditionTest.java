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
import io.landlord.control.tenant.TenantRequest;
import io.landlord.control.tenant.TenantState;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PreconditionTest {
    private final World world = new World();

    @OnBothDatabases
    void what_the_reconciler_does_does_not_outdate_what_somebody_read(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            Operation create = server.apply("acme");
            Tenant read = server.tenants.get("acme");
            server.awaitEnd(create.id());
            assertThat(server.tenants.get("acme").version()).isGreaterThan(read.version());

            apply(server, 2, Precondition.generation(read.generation()));

            assertThat(server.await("acme", TenantState.READY).generation()).isEqualTo(2);
        }
    }

    @OnBothDatabases
    void what_somebody_else_asked_for_is_not_overwritten(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            server.awaitEnd(server.apply("acme").id());
            Precondition read =
                    Precondition.generation(server.tenants.get("acme").generation());
            apply(server, 2, read);

            refused(() -> apply(server, 3, read));
            refused(() -> server.tenants.delete("acme", read, "test"));
            assertThat(server.tenants.get("acme").parameters()).isEqualTo(Parameters.size(2));
            server.awaitEnd(server.tenants
                    .delete("acme", Precondition.generation(2), "test")
                    .id());
        }
    }

    @OnBothDatabases
    void only_who_is_not_there_or_deleted_is_absent(TestDatabase database) {
        try (Server server = new Server(database, world).started()) {
            apply(server, 1, Precondition.absent());
            server.await("acme", TenantState.READY);
            refused(() -> apply(server, 2, Precondition.absent()));
            server.awaitEnd(server.delete("acme").id());

            apply(server, 2, Precondition.absent());

            assertThat(server.await("acme", TenantState.READY).generation()).isEqualTo(3);
        }
    }

    private static void apply(Server server, int size, Precondition precondition) {
        var ignored = server.tenants.apply(
                new TenantRequest("acme", null, null, null, Parameters.size(size)), precondition, "test");
    }

    private static void refused(ThrowingCallable change) {
        assertThatThrownBy(change)
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VERSION_CONFLICT));
    }
}
