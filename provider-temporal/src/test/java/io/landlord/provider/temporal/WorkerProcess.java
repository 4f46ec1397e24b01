package io.landlord.provider.temporal;

import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.IntNode;

/** A worker in a process of its own, to be killed. Its handler notes each call in a file and takes its time. */
final class WorkerProcess {
    private WorkerProcess() {}

    /** @param arguments the address, the task queue, the prefix of ids, the file and the milliseconds a call takes */
    public static void main(String[] arguments) throws InterruptedException {
        TaskHandlers handlers = handlers(Path.of(arguments[3]), Duration.ofMillis(Long.parseLong(arguments[4])));
        TemporalSettings settings = TemporalSettings.of(arguments[0])
                .withTaskQueue(arguments[1], arguments[2])
                .withTimes(Duration.ofMillis(200), Duration.ofSeconds(10));
        try (TemporalProvider provider = TemporalProvider.open(handlers, settings)) {
            System.out.println(provider.name());
            Thread.currentThread().join();
        }
    }

    static TaskHandlers handlers(Path file, Duration work) {
        return new TaskHandlers()
                .register(new Handler("note", (arguments, context) -> {
                    int ignored = note(file, context.idempotencyKey());
                    TimeUnit.NANOSECONDS.sleep(work.toNanos());
                    return IntNode.valueOf(context.attempt());
                }))
                .register(new Handler("second-time", (arguments, context) -> {
                    if (note(file, context.attemptKey()) == 1) {
                        throw TaskFailure.retryable("not yet", null);
                    }
                    TimeUnit.NANOSECONDS.sleep(work.toNanos());
                    return IntNode.valueOf(2);
                }))
                .register(new Handler("third-attempt", (arguments, context) -> {
                    int ignored = note(file, context.idempotencyKey());
                    TimeUnit.NANOSECONDS.sleep(work.toNanos());
                    if (!context.attemptKey().contains("@2/")) {
                        throw TaskFailure.retryable("not yet", null);
                    }
                    return arguments;
                }))
                .register(new Handler("keep", (arguments, context) -> {
                    int ignored = note(file, context.idempotencyKey());
                    TimeUnit.NANOSECONDS.sleep(work.toNanos());
                    return arguments;
                }));
    }

    /** Gives the number of lines there are then. */
    private static int note(Path file, String line) {
        try {
            Path noted = Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Files.readAllLines(noted).size();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Process start(TemporalSettings settings, Path file, Duration work) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        settings.address(),
                        settings.taskQueue(),
                        settings.idPrefix(),
                        file.toString(),
                        Long.toString(work.toMillis()))
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("worker.log").toFile())
                .start();
    }
}
