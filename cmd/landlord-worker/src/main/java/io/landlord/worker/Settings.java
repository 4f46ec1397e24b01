package io.landlord.worker;

import io.landlord.control.payload.JdbcPayloadStore;
import io.landlord.control.store.ControlDatabase;
import io.landlord.provider.temporal.DirectoryPayloadStore;
import io.landlord.provider.temporal.PayloadKeys;
import io.landlord.provider.temporal.TemporalFrontend;
import io.landlord.provider.temporal.TemporalPayloads;
import io.landlord.provider.temporal.TemporalPools;
import io.landlord.provider.temporal.TemporalProcess;
import io.landlord.provider.temporal.TemporalSettings;
import io.landlord.provider.temporal.TemporalTls;
import io.landlord.provider.temporal.TemporalWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The settings of a worker: those of the server that concern it, under the same names, and a few of its own. */
final class Settings {
    private static final String ID = "landlord.worker.id";
    private static final String CONCURRENCY = "landlord.worker.concurrency";
    private static final String LOG_LEVEL = "landlord.worker.log-level";
    private static final String PORT = "landlord.worker.port";
    private static final String ADDRESS = "landlord.worker.address";
    private static final String SERVES = "landlord.worker.serves";
    private static final String DRAIN = "landlord.worker.drain";
    private static final String DATA = "landlord.data-directory";
    private static final String FORMAT = "landlord.logs.format";
    private static final String TEMPORAL = "landlord.temporal.";

    private static final int MOST_CALLS = 10_000;
    private static final int USUAL_CALLS = 200;
    private static final int USUAL_PORT = 8082;
    private static final int LAST_PORT = 65_535;
    private static final int USUAL_SLOTS = 200;
    private static final int USUAL_POLLERS = 5;
    private static final int MOST_POLLERS = 100;
    private static final int USUAL_CACHE = 600;
    private static final int MOST_CACHE = 100_000;
    private static final int USUAL_POOL = 10;
    private static final int MOST_POOL = 200;
    private static final int USUAL_THRESHOLD = 256 * 1024;
    private static final int MOST_THRESHOLD = 1024 * 1024;
    private static final Duration USUAL_DRAIN = Duration.ofSeconds(30);
    private static final List<String> LEVELS = List.of("error", "warn", "info", "debug", "trace");

    /** Everything that can be set. */
    static final List<String> NAMES = List.of(
            "WORKER_ID",
            "CONCURRENCY",
            "LOG_LEVEL",
            ID,
            CONCURRENCY,
            LOG_LEVEL,
            PORT,
            ADDRESS,
            SERVES,
            DRAIN,
            DATA,
            FORMAT,
            "landlord.temporal.address",
            "landlord.temporal.namespace",
            "landlord.temporal.retention",
            "landlord.temporal.tls.enabled",
            "landlord.temporal.tls.authority",
            "landlord.temporal.tls.certificate",
            "landlord.temporal.tls.key",
            "landlord.temporal.tls.server-name",
            "landlord.temporal.api-key",
            "landlord.temporal.api-key-file",
            "landlord.temporal.task-queue",
            "landlord.temporal.further-task-queues",
            "landlord.temporal.calls",
            "landlord.temporal.slots.executions",
            "landlord.temporal.slots.pollers",
            "landlord.temporal.slots.cached",
            "landlord.temporal.pools",
            "landlord.temporal.payloads.compressed",
            "landlord.temporal.payloads.keys",
            "landlord.temporal.payloads.key-file",
            "landlord.temporal.payloads.store",
            "landlord.temporal.payloads.directory",
            "landlord.temporal.payloads.threshold",
            "landlord.database.url",
            "landlord.database.username",
            "landlord.database.password",
            "landlord.database.pool-size",
            "landlord.credentials.keys",
            "landlord.credentials.key-file",
            "landlord.provisioner.postgres.url",
            "landlord.provisioner.postgres.username",
            "landlord.provisioner.postgres.password");

    /** Groups of which the server has no others: what else is in them is a slip of the pen. */
    private static final List<String> ALONE = List.of(TEMPORAL + "tls.", TEMPORAL + "payloads.");

    private final Values values;

    private Settings(Values values) {
        this.values = values;
    }

    /** @throws Misconfiguration for an argument that there is not */
    static Settings of(Map<String, String> environment, String... arguments) {
        return new Settings(new Values(NAMES, ALONE, environment, arguments));
    }

    // The process

    @Nullable
    String id() {
        String id = values.text(ID);
        return id == null ? values.text("WORKER_ID") : id;
    }

    private int calls() {
        return values.number(List.of(CONCURRENCY, "CONCURRENCY", TEMPORAL + "calls"), USUAL_CALLS, 1, MOST_CALLS);
    }

    String logLevel() {
        return values.choice(List.of(LOG_LEVEL, "LOG_LEVEL"), "info", LEVELS);
    }

    boolean logsJson() {
        return values.choice(List.of(FORMAT), "json", List.of("json", "text")).equals("json");
    }

    String address() {
        return values.text(ADDRESS, "127.0.0.1");
    }

    int port() {
        return values.number(List.of(PORT), USUAL_PORT, 0, LAST_PORT);
    }

    Duration drain() {
        Duration drain = values.duration(DRAIN);
        return drain == null ? USUAL_DRAIN : drain;
    }

    // The control plane, when it has one

    @Nullable
    Path dataDirectory() {
        return values.path(DATA);
    }

    @Nullable
    String text(String name) {
        return values.text(name);
    }

    @Nullable
    Path path(String name) {
        return values.path(name);
    }

    int databaseConnections() {
        return values.number(List.of("landlord.database.pool-size"), USUAL_POOL, 1, MOST_POOL);
    }

    // Temporal

    /** @throws Misconfiguration for a value that is wrong or missing */
    TemporalSettings temporal(@Nullable ControlDatabase database, MeterRegistry meters) {
        int calls = calls();
        String address = values.text(TEMPORAL + "address");
        if (address == null) {
            throw new Misconfiguration("where Temporal is was not said: set LANDLORD_TEMPORAL_ADDRESS, or"
                    + " --landlord.temporal.address=, to host:port of its frontend");
        }
        try {
            return TemporalSettings.of(address)
                    .with(frontend(address))
                    .with(work(calls, meters))
                    .with(payloads(database));
        } catch (IllegalArgumentException wrong) {
            throw new Misconfiguration("landlord.temporal.*: " + wrong.getMessage());
        }
    }

    private TemporalFrontend frontend(String address) {
        TemporalFrontend frontend = TemporalFrontend.of(address)
                .withNamespace(values.text(TEMPORAL + "namespace", "default"), values.duration(TEMPORAL + "retention"))
                .withTls(tls());
        String key = values.text(TEMPORAL + "api-key");
        Path file = values.path(TEMPORAL + "api-key-file");
        if (key != null) {
            notBoth(file, "api-key", "api-key-file");
            return frontend.withApiKey(() -> key);
        }
        return file == null ? frontend : frontend.withApiKeyFile(file);
    }

    private @Nullable TemporalTls tls() {
        String prefix = TEMPORAL + "tls.";
        return TemporalTls.configured(
                values.flag(prefix + "enabled", false),
                values.path(prefix + "authority"),
                values.path(prefix + "certificate"),
                values.path(prefix + "key"),
                values.text(prefix + "server-name"));
    }

    private TemporalWork work(int calls, MeterRegistry meters) {
        TemporalPools pools = TemporalPools.parse(values.text(TEMPORAL + "pools", ""));
        return TemporalWork.standard()
                .withTaskQueue(values.text(TEMPORAL + "task-queue", "landlord"))
                .withAliases(values.list(TEMPORAL + "further-task-queues"))
                .withCalls(calls)
                .withSlots(new TemporalWork.Slots(
                        values.number(List.of(TEMPORAL + "slots.executions"), USUAL_SLOTS, 2, MOST_CALLS),
                        values.number(List.of(TEMPORAL + "slots.pollers"), USUAL_POLLERS, 2, MOST_POLLERS),
                        values.number(List.of(TEMPORAL + "slots.cached"), USUAL_CACHE, 0, MOST_CACHE)))
                .withPools(pools.serving(new HashSet<>(values.list(SERVES))))
                .withProcess(new TemporalProcess(id(), meters));
    }

    private TemporalPayloads payloads(@Nullable ControlDatabase database) {
        String prefix = TEMPORAL + "payloads.";
        TemporalPayloads payloads = TemporalPayloads.STANDARD.withCompressed(values.flag(prefix + "compressed", true));
        int threshold = values.bytes(prefix + "threshold", USUAL_THRESHOLD, MOST_THRESHOLD);
        String store = values.choice(List.of(prefix + "store"), "none", List.of("none", "directory", "database"));
        Path directory = values.path(prefix + "directory");
        if ((directory != null) != store.equals("directory")) {
            throw new Misconfiguration(
                    prefix + "store=directory and " + prefix + "directory belong together: set both or neither");
        }
        switch (store) {
            case "directory" ->
                payloads = payloads.withStore(new DirectoryPayloadStore(Objects.requireNonNull(directory)), threshold);
            case "database" -> {
                if (database == null) {
                    throw new Misconfiguration(prefix + "store is database: set landlord.database.url too");
                }
                payloads = payloads.withStore(new JdbcPayloadStore(database, Clock.systemUTC()), threshold);
            }
            default -> {}
        }
        String keys = values.text(prefix + "keys");
        Path file = values.path(prefix + "key-file");
        if (keys != null) {
            notBoth(file, "payloads.keys", "payloads.key-file");
            return payloads.withKeys(PayloadKeys.parse(keys));
        }
        return file == null ? payloads : payloads.withKeys(PayloadKeys.inFile(file));
    }

    private static void notBoth(@Nullable Path file, String text, String inFile) {
        if (file != null) {
            throw new Misconfiguration(TEMPORAL + text + " and " + TEMPORAL + inFile + " are both set; leave out one");
        }
    }
}
