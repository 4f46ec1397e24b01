package io.landlord.provisioner.postgres.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server that outlived the JVM it belonged to, or the time in which it was to end.
 *
 * <p>The process id in {@code postmaster.pid} may long belong to somebody else, so a process counts as the orphan only when it is
 * a {@code postgres} that was started with this very data directory.
 *
 * @param process the server's main process
 */
record OrphanedServer(ProcessHandle process) {
    private static final long STOP_SECONDS = 10;

    static Optional<OrphanedServer> find(Path data) {
        return processId(data)
                .flatMap(ProcessHandle::of)
                .filter(process -> serves(process, data))
                .map(OrphanedServer::new);
    }

    /** Stops it the fast way, which ends its sessions and leaves a clean cluster; kills all of it when it takes too long. */
    void stop() {
        // Its children, too, write into the directory, and outlive for a moment a server that is killed.
        List<ProcessHandle> family =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        CompletableFuture<?> end = CompletableFuture.allOf(
                family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        interruptSignal();
        if (!ends(end)) {
            family.forEach(ProcessHandle::destroyForcibly);
            if (!ends(end)) {
                throw new IllegalStateException(
                        "the PostgreSQL server with process id " + process.pid() + " does not end; kill it");
            }
        }
    }

    private static Optional<Long> processId(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read postmaster.pid in " + data, e);
        }
    }

    private static boolean serves(ProcessHandle process, Path data) {
        ProcessHandle.Info info = process.info();
        boolean postgres = info.command()
                .map(command -> String.valueOf(Path.of(command).getFileName()).startsWith("postgres"))
                .orElse(false);
        return postgres
                && info.arguments()
                        .map(arguments -> List.of(arguments).contains(data.toString()))
                        .orElse(false);
    }

    /** SIGINT is PostgreSQL's fast shutdown; Java itself can only send the signal that waits for clients to leave. */
    private void interruptSignal() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ends(CompletableFuture<?> end) {
        try {
            Object ignored = end.get(STOP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
