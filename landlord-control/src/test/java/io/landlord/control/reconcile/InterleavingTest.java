package io.landlord.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.control.store.OnBothDatabases;
import io.landlord.control.store.TestDatabase;
import io.landlord.control.tenant.Tenant;
import io.landlord.control.tenant.TenantState;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever happens to servers and in whatever order, each tenant comes to be what is wanted of it. One seed in every build; more
 * with {@code -Dlandlord.interleavings=100}, others with {@code -Dlandlord.interleavings.first=4711}.
 */
class InterleavingTest {
    private static final long FIRST = Long.getLong("landlord.interleavings.first", 1);
    private static final int SEEDS = Integer.getInteger("landlord.interleavings", 1);

    @OnBothDatabases
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void each_tenant_comes_to_rest_with_exactly_what_is_wanted(TestDatabase database) {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            World world = new World();
            try (Interleaving interleaving = new Interleaving(database, world, seed)) {
                try {
                    interleaving.run();
                    check(interleaving, world);
                } catch (AssertionError | RuntimeException failure) {
                    throw new AssertionError("seed " + seed + ": " + interleaving, failure);
                }
            }
        }
    }

    private static void check(Interleaving interleaving, World world) {
        Server server = interleaving.awake();
        List<String> names = interleaving.asked();
        for (String name : names) {
            checkAtRest(server, world, name);
        }
        // Who failed has a way out: one half is applied again, the other half deleted.
        for (String name : names) {
            if (server.tenants.get(name).state() == TenantState.FAILED) {
                if (name.hashCode() % 2 == 0) {
                    server.awaitEnd(server.apply(name).id());
                } else {
                    server.awaitEnd(server.delete(name).id());
                }
                assertThat(server.tenants.get(name).state()).isIn(TenantState.READY, TenantState.DELETED);
                checkAtRest(server, world, name);
            }
        }
        Server.until(() -> jobs(server) == 0);
    }

    private static void checkAtRest(Server server, World world, String name) {
        Server.until(() -> switch (server.tenants.get(name).state()) {
            case READY, FAILED, DELETED -> true;
            case REQUESTED, PROVISIONING, DELETING -> false;
        });
        Tenant tenant = server.tenants.get(name);
        switch (tenant.state()) {
            case READY -> {
                assertThat(world.resource(name).size())
                        .isEqualTo(tenant.parameters().required("size").toString());
                assertThat(tenant.observedGeneration()).isEqualTo(tenant.generation());
                assertThat(tenant.reason()).isNull();
            }
            case DELETED -> {
                assertThat(world.resources()).doesNotContainKey(name);
                assertThat(tenant.outputs()).isNull();
            }
            case FAILED -> assertThat(tenant.reason()).isNotNull();
            case REQUESTED, PROVISIONING, DELETING -> throw new AssertionError(tenant.toString());
        }
        Chronicle chronicle = new Chronicle(server, name);
        chronicle.holdsTogether();
        chronicle.heardNoZombie(world.calls());
    }

    private static int jobs(Server server) {
        return server.database
                .jdbc()
                .sql("SELECT COUNT(*) FROM scheduled_tasks")
                .query(Integer.class)
                .single();
    }
}
