package io.landlord.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.TestDatabase;
import io.landlord.control.tenant.Precondition;
import io.landlord.control.tenant.TenantRequest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Timeout;

/** A tenant never refers to a plan or a template that is not there. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ReferenceTest {
    private static final TenantRequest REQUEST = new TenantRequest("acme", "premium", "box", null, null);

    @OnBothDatabases
    void a_plan_is_not_removed_while_a_tenant_that_uses_it_is_being_asked_for(TestDatabase database) throws Exception {
        try (Server one = server(database);
                Server other = new Server(database, new World())) {
            refused(ErrorCode.PLAN_CONFLICT, race(one, () -> apply(one), () -> other.plans.delete("premium", null)));

            assertThat(other.plans.find("premium")).isPresent();
        }
    }

    @OnBothDatabases
    void a_tenant_cannot_be_asked_for_while_its_plan_is_being_removed(TestDatabase database) throws Exception {
        try (Server one = server(database);
                Server other = new Server(database, new World())) {
            refused(ErrorCode.PLAN_NOT_FOUND, race(one, () -> one.plans.delete("premium", null), () -> apply(other)));

            assertThatThrownBy(() -> other.tenants.get("acme")).isInstanceOf(LandlordException.class);
        }
    }

    @OnBothDatabases
    void a_template_is_not_removed_while_a_tenant_that_uses_it_is_being_asked_for(TestDatabase database)
            throws Exception {
        try (Server one = server(database);
                Server other = new Server(database, new World())) {
            refused(ErrorCode.TEMPLATE_CONFLICT, race(one, () -> apply(one), () -> other.templates.delete("box")));

            assertThat(other.templates.get("box").version()).isEqualTo(1);
        }
    }

    @OnBothDatabases
    void a_tenant_cannot_be_asked_for_while_its_template_is_being_removed(TestDatabase database) throws Exception {
        try (Server one = server(database);
                Server other = new Server(database, new World())) {
            refused(ErrorCode.TEMPLATE_NOT_FOUND, race(one, () -> one.templates.delete("box"), () -> apply(other)));

            assertThatThrownBy(() -> other.tenants.get("acme")).isInstanceOf(LandlordException.class);
        }
    }

    @OnBothDatabases
    void a_template_that_gets_a_version_meanwhile_is_still_found(TestDatabase database) throws Exception {
        try (Server one = server(database);
                Server other = new Server(database, new World())) {
            race(
                            one,
                            () -> one.templates.put("box", "newer", List.of(), World.DEFINITION, World.REMOVAL, null),
                            () -> apply(other))
                    .get();

            assertThat(other.tenants.get("acme").templateVersion()).isEqualTo(2);
        }
    }

    private static Server server(TestDatabase database) {
        Server server = new Server(database, new World());
        server.templates.put("box", "", List.of(Parameters.size()), World.DEFINITION, World.REMOVAL, null);
        return server;
    }

    private static void apply(Server server) {
        assertThat(server.tenants.apply(REQUEST, Precondition.none(), "test").created())
                .isTrue();
    }

    /** The second begins when the first has done its work but not yet committed, and gets a while to overtake it. */
    private static Future<?> race(Server server, Runnable first, Runnable second) {
        CountDownLatch done = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            return server.database.inTransaction(() -> {
                first.run();
                Future<?> overtaking = threads.submit(() -> {
                    try {
                        second.run();
                    } finally {
                        done.countDown();
                    }
                });
                try {
                    boolean ignored = done.await(300, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                return overtaking;
            });
        }
    }

    private static void refused(ErrorCode code, Future<?> second) {
        AbstractThrowableAssert<?, ?> thrown = assertThatThrownBy(second::get).isInstanceOf(ExecutionException.class);
        thrown.cause()
                .isInstanceOfSatisfying(
                        LandlordException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
