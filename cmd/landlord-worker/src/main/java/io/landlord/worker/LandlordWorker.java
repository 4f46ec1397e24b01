package io.landlord.worker;

import io.landlord.api.error.LandlordException;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.control.store.ControlDatabase;
import io.landlord.provider.temporal.TemporalProvider;
import io.landlord.provider.temporal.TemporalSettings;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries executions on Temporal out until it is told to end: SIGTERM makes it unready, lets it take no more work, and waits
 * for the calls under way as long as {@code landlord.worker.drain} says; what is left is made again by another worker. Exit
 * code 2 means that the configuration is wrong, 1 that something else kept it from starting.
 */
public final class LandlordWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LandlordWorker.class);

    /** A database or a Temporal that is asked at each probe would be asked more by that than by work. */
    private static final Duration ANSWER_STANDS = Duration.ofSeconds(2);

    private final Settings settings;
    private final @Nullable ControlDatabase database;
    private final TemporalProvider provider;
    private final PrometheusMeterRegistry meters;
    private final Probes probes;
    private volatile boolean draining;
    private long asked;
    private @Nullable String answer = "it has not asked yet";

    private LandlordWorker(
            Settings settings,
            @Nullable ControlDatabase database,
            TemporalProvider provider,
            PrometheusMeterRegistry meters) {
        this.settings = settings;
        this.database = database;
        this.provider = provider;
        this.meters = meters;
        this.asked = System.nanoTime() - ANSWER_STANDS.toNanos();
        this.probes = Probes.start(settings.address(), settings.port(), this::unready, meters);
    }

    /** Runs a worker with these arguments and the environment's variables. */
    public static void main(String[] arguments) throws InterruptedException {
        LandlordWorker worker;
        try {
            Settings settings = Settings.of(System.getenv(), arguments);
            Logs.configure(settings.logsJson(), settings.logLevel());
            worker = start(settings);
        } catch (Misconfiguration mistake) {
            System.err.println("landlord: cannot start: " + mistake.getMessage());
            System.exit(2);
            return;
        } catch (LandlordException failure) {
            System.err.println("landlord: cannot start: " + failure.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(worker::end, "worker-end"));
        Thread.currentThread().join();
    }

    /** @throws Misconfiguration when a setting is wrong */
    static LandlordWorker start(Settings settings) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmGcMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        ControlDatabase database = WorkerHandlers.database(settings);
        TemporalProvider provider = null;
        try {
            TaskHandlers handlers = WorkerHandlers.registered(settings, database, meters);
            TemporalSettings temporal = settings.temporal(database, meters);
            provider = TemporalProvider.open(handlers, temporal);
            LandlordWorker worker = new LandlordWorker(settings, database, provider, meters);
            LOG.info(
                    "the worker {} is ready: Temporal at {}, task queues {} and pools {}, health and metrics on port {}",
                    settings.id() == null ? ProcessHandle.current().pid() : settings.id(),
                    temporal.frontend().address(),
                    temporal.work().taskQueue(),
                    temporal.work().pools(),
                    worker.probes.port());
            return worker;
        } catch (RuntimeException failure) {
            if (provider != null) {
                provider.close();
            }
            if (database != null) {
                database.close();
            }
            throw failure;
        }
    }

    int port() {
        return probes.port();
    }

    /** Why it is not ready, with no word of anything secret. */
    private synchronized @Nullable String unready() {
        if (draining) {
            return "it drains";
        }
        if (System.nanoTime() - asked >= ANSWER_STANDS.toNanos()) {
            answer = ask();
            asked = System.nanoTime();
        }
        return answer;
    }

    private @Nullable String ask() {
        try {
            ListsExecutions.Page ignored = provider.listExecutions(ListsExecutions.Query.newest(1));
        } catch (RuntimeException failure) {
            LOG.warn("Temporal does not answer: {}", failure.getMessage());
            return "Temporal does not answer";
        }
        try {
            if (database != null) {
                Integer ignored =
                        database.jdbc().sql("SELECT 1").query(Integer.class).single();
            }
            return null;
        } catch (RuntimeException failure) {
            LOG.warn("the database does not answer: {}", failure.getMessage());
            return "the database does not answer";
        }
    }

    private void end() {
        draining = true;
        LOG.info("the worker takes no more work, and gives its calls {} to end", settings.drain());
        boolean ended = provider.drain(settings.drain());
        LOG.info(ended ? "all calls have ended" : "some calls go on: another worker makes them again");
        close();
    }

    @Override
    public void close() {
        provider.close();
        probes.close();
        if (database != null) {
            database.close();
        }
        meters.close();
    }
}
