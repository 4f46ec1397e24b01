package io.landlord.cli.dev;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a server keeps its data, for one process at a time. A temporary one is deleted when it is closed. */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;
    private final boolean temporary;

    private DataDirectory(Path path, FileChannel lock, boolean temporary) {
        this.path = path;
        this.lock = lock;
        this.temporary = temporary;
    }

    /** This directory, which is made when it is missing and stays. */
    static DataDirectory at(Path path) {
        Path whole = path.toAbsolutePath().normalize();
        if (Files.exists(whole) && !Files.isDirectory(whole)) {
            throw CliFailure.invalid(path + " is a file, not a directory", "name another one: --data DIR");
        }
        return locked(whole, false);
    }

    /** A new directory. */
    public static DataDirectory temporary() {
        try {
            return locked(Files.createTempDirectory("landlord-"), true);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot make a temporary directory", problem);
        }
    }

    private static DataDirectory locked(Path path, boolean temporary) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("dev.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isFree(channel)) {
                channel.close();
                throw new CliFailure(
                        ExitCode.CONFLICT,
                        "the data directory " + path + " is in use by another landlord dev",
                        "stop that one, or use another directory: --data DIR, or --fresh for a temporary one");
            }
            return new DataDirectory(path, channel, temporary);
        } catch (IOException problem) {
            throw CliFailure.invalid(
                    "the data directory " + path + " cannot be used: " + problem, "name another one: --data DIR");
        }
    }

    /** Takes the lock, which ends with the channel or the process. */
    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    /** What the server says. */
    public Path log() {
        return path.resolve("server.log");
    }

    /** Where a person reads on after a failure. */
    String whereItsLogIs() {
        return temporary ? "with landlord dev --data DIR the whole log stays" : "its log is " + log();
    }

    @Override
    public void close() {
        try {
            lock.close();
            if (temporary && Files.exists(path)) {
                delete(path);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot delete " + path, problem);
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
