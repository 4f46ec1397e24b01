package io.landlord.control.reconcile;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.control.ControlSettings;
import io.landlord.control.operation.Operation;
import io.landlord.control.operation.Operations;
import io.landlord.control.operation.WorkQueue;
import io.landlord.control.plan.Plans;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.store.Tap;
import io.landlord.control.store.TestDatabase;
import io.landlord.control.template.Templates;
import io.landlord.control.tenant.Precondition;
import io.landlord.control.tenant.Tenant;
import io.landlord.control.tenant.TenantRequest;
import io.landlord.control.tenant.TenantState;
import io.landlord.control.tenant.Tenants;
import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A server of the tests: a control plane with an engine of its own in memory. */
final class Server implements AutoCloseable {
    /** Ten times as quick as the real one, so that a death is noticed within a second. */
    static final Rhythm QUICK = new Rhythm(
            Duration.ofMillis(150),
            Duration.ofMillis(100),
            Duration.ofMillis(5),
            Duration.ofMillis(40),
            Duration.ofMillis(40),
            Duration.ofMillis(40),
            Duration.ofMillis(40),
            Duration.ofMillis(400),
            Duration.ofMillis(200));

    final ControlDatabase database;
    final WorkflowManager engine;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Plans plans;
    final Templates templates;
    final Tenants tenants;
    final Operations operations;
    final Reconciler reconciler;
    private final Tap tap = new Tap();
    private final AtomicBoolean dead = new AtomicBoolean();
    private final MockProvider provider;

    Server(TestDatabase database, World world) {
        this(database, world, 4, provider -> provider);
    }

    Server(TestDatabase place, World world, int concurrency, Function<MockProvider, WorkflowProvider> around) {
        this.database = place.openThrough(tap);
        TaskHandlers handlers = world.handlers(dead::get).intercept(new Fence(database));
        this.provider = new MockProvider(handlers, MockSettings.wallClock());
        this.engine = new WorkflowManager(
                new ProviderRegistry().register(around.apply(provider)),
                new InMemoryWorkflowCatalog(),
                FacadeSettings.withDefaultProvider("mock"),
                meters);
        Clock clock = Clock.systemUTC();
        ControlSettings settings = new ControlSettings("mock", "basic", "box", concurrency);
        WorkQueue queue = new WorkQueue(database, clock);
        this.plans = new Plans(database, clock);
        plans.seed();
        this.templates = new Templates(database, engine.on("mock"), clock);
        this.tenants = new Tenants(database, plans, templates, queue, settings, clock);
        this.operations = new Operations(database);
        this.reconciler =
                new Reconciler(database, queue, plans, templates, tenants, engine, settings, meters, clock, QUICK);
    }

    /** The server with the template {@code box}, which takes a parameter {@code size}, and its reconciler running. */
    Server started() {
        templates.put("box", "", List.of(Parameters.size()), World.DEFINITION, World.REMOVAL, null);
        reconciler.start();
        return this;
    }

    Operation apply(String tenant) {
        return apply(new TenantRequest(tenant, null, null, null, null));
    }

    Operation apply(TenantRequest request) {
        Operation operation =
                tenants.apply(request, Precondition.none(), "test").operation();
        if (operation == null) {
            throw new AssertionError("nothing had to change");
        }
        return operation;
    }

    Operation delete(String tenant) {
        return tenants.delete(tenant, Precondition.none(), "test");
    }

    Tenant await(String tenant, TenantState state) {
        until(() -> tenants.get(tenant).state() == state, () -> tenant + " is " + tenants.get(tenant));
        return tenants.get(tenant);
    }

    Operation awaitEnd(String operation) {
        until(() -> operations.get(operation).state().isFinal(), () -> "not ended: " + operations.get(operation));
        return operations.get(operation);
    }

    static void until(BooleanSupplier reached) {
        until(reached, () -> "it did not come to pass");
    }

    private static void until(BooleanSupplier reached, Supplier<@Nullable String> state) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError(state.get());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(3);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Dies: nothing is written any more, no heartbeat is sent, no handler does anything, and what its engine knew is gone. */
    void die() {
        dead.set(true);
        tap.cut();
        provider.close();
    }

    /** Cannot reach its database, for as long as this is true. */
    void loseDatabase(boolean lost) {
        if (lost) {
            tap.cut();
        } else {
            tap.mend();
        }
    }

    /** Is paused, as by its machine: it does nothing that needs the database, and sends no heartbeats. */
    void freeze() {
        tap.freeze();
    }

    /** Wakes up and goes on where it was. */
    void thaw() {
        tap.thaw();
    }

    @Override
    public void close() {
        tap.thaw();
        reconciler.close();
        provider.close();
    }
}
