package io.landlord.cli.demo;

import io.landlord.cli.dev.WorkerProcess;
import io.landlord.cli.engines.LocalTemporal;
import io.landlord.cli.engines.TemporalPlace;
import io.landlord.cli.engines.TemporalTarget;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The demo's Temporal and the worker on it. A Temporal that is there is used, on a task queue of the demo's own, and stays; else
 * one is started in the demo's directory, and gone with it.
 */
final class DemoTemporal implements AutoCloseable {
    private final Map<String, String> environment;
    private final Path program;
    private final String taskQueue = "demo-" + UUID.randomUUID().toString().substring(0, 8);
    private final TemporalTarget target;
    private final @Nullable LocalTemporal own;
    private @Nullable WorkerProcess worker;
    private int workers;

    private DemoTemporal(
            Map<String, String> environment, Path program, TemporalTarget target, @Nullable LocalTemporal own) {
        this.environment = environment;
        this.program = program;
        this.target = target;
        this.own = own;
    }

    /** @param directory where one is started when there is none */
    static DemoTemporal find(Map<String, String> environment, Path directory, Consumer<String> tell)
            throws InterruptedException {
        Path program = WorkerProcess.program(environment);
        boolean named = !environment.getOrDefault(TemporalTarget.ADDRESS, "").isEmpty();
        if (named || LocalTemporal.of(environment).serving().isPresent()) {
            return new DemoTemporal(environment, program, TemporalTarget.find(null, environment, tell), null);
        }
        LocalTemporal own = LocalTemporal.in(environment, directory);
        TemporalPlace place = own.up(0, tell).place();
        return new DemoTemporal(environment, program, TemporalTarget.of(place), own);
    }

    String whereItIs() {
        return "Temporal is " + (own == null ? "there already, at " : "up at ") + target.address()
                + (target.ui() == null ? "" : ", its UI at " + target.ui());
    }

    /** Where the UI shows the demo's executions; empty when nobody knows where that is. */
    String list() {
        return target.ui() == null
                ? ""
                : target.ui() + "/namespaces/" + target.namespace() + "/workflows?query=TaskQueue%3D%22" + taskQueue
                        + "%22";
    }

    /** What the server is told: it starts executions and carries none out. */
    Map<String, String> server() {
        Map<String, String> settings = new HashMap<>(shared());
        settings.put("LANDLORD_WORKFLOW_DEFAULTPROVIDER", "temporal");
        settings.put("LANDLORD_TEMPORAL_WORKER", "false");
        if (target.ui() != null) {
            settings.put("LANDLORD_TEMPORAL_UI", target.ui());
        }
        return settings;
    }

    private Map<String, String> shared() {
        return Map.of(
                "LANDLORD_TEMPORAL_ADDRESS", target.address(),
                "LANDLORD_TEMPORAL_NAMESPACE", target.namespace(),
                "LANDLORD_TEMPORAL_TASKQUEUE", taskQueue);
    }

    /** Starts a worker with the server's database and keys, and waits until it takes work. */
    long startWorker(Path data, EmbeddedServer tenants) throws InterruptedException {
        Map<String, String> settings = new HashMap<>(environment);
        settings.putAll(shared());
        workers++;
        settings.put("WORKER_ID", "demo-worker-" + workers);
        settings.put("LANDLORD_DATADIRECTORY", data.toString());
        settings.put("LANDLORD_PROVISIONER_POSTGRES_URL", tenants.url());
        settings.put("LANDLORD_PROVISIONER_POSTGRES_USERNAME", tenants.user());
        settings.put("LANDLORD_PROVISIONER_POSTGRES_PASSWORD", tenants.password());
        WorkerProcess started = WorkerProcess.start(program, data.resolve("worker-" + workers + ".log"), settings);
        keep(started);
        started.awaitReady();
        return started.pid();
    }

    private synchronized void keep(@Nullable WorkerProcess started) {
        worker = started;
    }

    void killWorker() throws InterruptedException {
        WorkerProcess victim = worker;
        if (victim != null) {
            victim.kill();
            keep(null);
        }
    }

    @Override
    public synchronized void close() {
        if (worker != null) {
            worker.close();
        }
        worker = null;
        if (own != null) {
            try {
                boolean ignored = own.down();
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
