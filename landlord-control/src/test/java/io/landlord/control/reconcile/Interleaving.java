package io.landlord.control.reconcile;

import static java.util.Objects.requireNonNull;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.store.TestDatabase;
import io.landlord.control.tenant.Precondition;
import io.landlord.control.tenant.TenantRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a seed makes of a few servers on one database: they are asked for tenants and removals, killed, stopped, started, frozen
 * and woken up, while handlers take their time and fail now and then.
 */
final class Interleaving implements AutoCloseable {
    private static final int SERVERS = 3;
    private static final int TENANTS = 5;
    private static final int STEPS = 40;
    private static final int USUAL_CALL_MILLIS = 12;
    private static final int LONGEST_CALL_MILLIS = 150;
    /** Long enough for the others to take a frozen server for dead. */
    private static final Duration FROZEN = Duration.ofMillis(1_000);

    private static final int LONGEST_PAUSE_MILLIS = 40;

    private final TestDatabase database;
    private final World world;
    private final Random random;
    private final List<String> names = new ArrayList<>();
    private final Set<String> asked = new TreeSet<>();
    private final List<Server> servers = new ArrayList<>();
    private final List<Server> dead = new ArrayList<>();
    private final Map<Server, Instant> frozen = new HashMap<>();
    private final List<String> steps = new ArrayList<>();

    Interleaving(TestDatabase database, World world, long seed) {
        this.database = database;
        this.world = world;
        this.random = new Random(seed);
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            names.add("s" + seed + "-t" + tenant);
        }
        for (int server = 0; server < SERVERS; server++) {
            servers.add(new Server(database, world).started());
        }
        Random calls = new Random(seed + 1);
        world.pace(() -> {
            int millis;
            synchronized (calls) {
                millis = calls.nextInt(calls.nextInt(4) == 0 ? LONGEST_CALL_MILLIS : USUAL_CALL_MILLIS);
            }
            pause(millis);
        });
    }

    /** Does the steps, and leaves all servers awake and the handlers without faults. */
    void run() {
        for (int step = 0; step < STEPS; step++) {
            step();
            pause(random.nextInt(LONGEST_PAUSE_MILLIS));
        }
        List.copyOf(frozen.keySet()).forEach(this::thaw);
        names.forEach(tenant -> {
            world.fault("check", tenant, null);
            world.fault("unmake", tenant, null);
        });
    }

    private void step() {
        int chance = random.nextInt(100);
        String tenant = names.get(random.nextInt(TENANTS));
        if (chance < 45) {
            apply(tenant, 1 + random.nextInt(3));
        } else if (chance < 65) {
            delete(tenant);
        } else if (chance < 73) {
            replace("kill", true);
        } else if (chance < 79) {
            replace("restart", false);
        } else if (chance < 87) {
            freezeOrThaw();
        } else {
            String handler = random.nextBoolean() ? "check" : "unmake";
            boolean fault = random.nextInt(3) == 0;
            steps.add((fault ? "break " : "mend ") + handler + " of " + tenant);
            world.fault(handler, tenant, fault ? "broken" : null);
        }
    }

    private void apply(String tenant, int size) {
        steps.add("apply " + tenant + " " + size);
        asked.add(tenant);
        tolerant(() -> awake().tenants
                .apply(
                        new TenantRequest(tenant, null, null, null, Parameters.size(size)),
                        Precondition.none(),
                        "test"));
    }

    private void delete(String tenant) {
        steps.add("delete " + tenant);
        tolerant(() -> awake().tenants.delete(tenant, Precondition.none(), "test"));
    }

    private static void tolerant(Runnable request) {
        try {
            request.run();
        } catch (LandlordException refusal) {
            if (refusal.code() != ErrorCode.TENANT_CONFLICT && refusal.code() != ErrorCode.TENANT_NOT_FOUND) {
                throw refusal;
            }
        }
    }

    private void replace(String how, boolean kill) {
        int place = random.nextInt(SERVERS);
        steps.add(how + " server " + place);
        Server gone = servers.get(place);
        frozen.remove(gone);
        if (kill) {
            gone.die();
            dead.add(gone);
        } else {
            retire(gone);
        }
        servers.set(place, new Server(database, world).started());
    }

    private void freezeOrThaw() {
        Server server = servers.get(random.nextInt(SERVERS));
        if (frozen.containsKey(server)) {
            steps.add("thaw server " + servers.indexOf(server));
            thaw(server);
        } else if (frozen.size() < SERVERS - 1) {
            steps.add("freeze server " + servers.indexOf(server));
            frozen.put(server, Instant.now());
            server.freeze();
        }
    }

    private void thaw(Server server) {
        Instant since = requireNonNull(frozen.remove(server));
        pause((int)
                Math.max(0, Duration.between(Instant.now(), since.plus(FROZEN)).toMillis()));
        server.thaw();
    }

    /** A server that can be asked. */
    Server awake() {
        List<Server> able =
                servers.stream().filter(server -> !frozen.containsKey(server)).toList();
        return able.get(random.nextInt(able.size()));
    }

    /** The tenants that were asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private static void pause(int millis) {
        try {
            boolean ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return String.join("; ", steps);
    }

    @Override
    public void close() {
        servers.forEach(Interleaving::retire);
        dead.forEach(Interleaving::retire);
    }

    /** With its connections, of which PostgreSQL has a hundred for all seeds. */
    private static void retire(Server server) {
        server.close();
        server.database.close();
    }
}
