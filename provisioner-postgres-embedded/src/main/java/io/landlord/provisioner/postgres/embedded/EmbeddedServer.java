package io.landlord.provisioner.postgres.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that belongs to this process: started by {@link #start}, stopped by {@link #close} or the JVM's end.
 *
 * <p>It listens on the loopback address only. Every login needs its password (SCRAM-SHA-256 from the first start on), and a
 * committed transaction survives a loss of power. A directory that is given again keeps its databases, its password and, when it
 * is free, its port. A server that a killed JVM left running on the directory is stopped first, within seconds.
 *
 * <p>The directory holds {@code data} (the cluster), {@code admin-password} (for its owner only), {@code server.log} and
 * {@code lock}. Works on Linux and macOS; as root on Linux where user namespaces are allowed.
 */
public final class EmbeddedServer implements AutoCloseable {
    private static final String ADMIN = "postgres";
    private static final String HOST = "127.0.0.1";
    private static final Duration START_TIME = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final Directory directory;
    private final String password;
    private final FileChannel lockChannel;
    private final boolean temporary;

    private EmbeddedServer(
            EmbeddedPostgres server, Directory directory, String password, FileChannel lockChannel, boolean temporary) {
        this.server = server;
        this.directory = directory;
        this.password = password;
        this.lockChannel = lockChannel;
        this.temporary = temporary;
    }

    /**
     * Starts a server on this directory; on a new or empty one with a new cluster and a new password.
     *
     * @throws UncheckedIOException when the server does not start; {@code server.log} says why
     * @throws IllegalStateException when another living process runs a server on the directory
     */
    public static EmbeddedServer start(Path directory) {
        return start(directory, false);
    }

    /** Starts a server on a new directory that is deleted when it is closed. */
    public static EmbeddedServer startTemporary() {
        try {
            return start(Files.createTempDirectory("landlord-postgres"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for PostgreSQL", e);
        }
    }

    /** The URL of the database that administrators connect to, without user and password. */
    public String url() {
        return "jdbc:postgresql://" + HOST + ":" + server.getPort() + "/postgres";
    }

    /** The name of the superuser. */
    public String user() {
        return ADMIN;
    }

    /** The superuser's password. */
    public String password() {
        return password;
    }

    /** The file that the server logs to. */
    public Path log() {
        return directory.log();
    }

    /** Stops the server and waits for it; deletes the directory of a temporary one. Idempotent. */
    @Override
    public void close() {
        try {
            server.close();
            // That waits for some seconds only, which a busy disk may not be content with.
            OrphanedServer.find(directory.data()).ifPresent(OrphanedServer::stop);
            lockChannel.close();
            if (temporary) {
                directory.delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop PostgreSQL in " + directory.root(), e);
        }
    }

    @Override
    public String toString() {
        return "EmbeddedServer[url=" + url() + ", directory=" + directory.root() + "]";
    }

    private static EmbeddedServer start(Path path, boolean temporary) {
        try {
            Directory directory = Directory.prepare(path);
            FileChannel lock = lock(directory);
            try {
                OrphanedServer.find(directory.data()).ifPresent(OrphanedServer::stop);
                String password = directory.password();
                EmbeddedPostgres server = launch(directory, password);
                return new EmbeddedServer(server, directory, password, lock, temporary);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + path + ", see server.log there", e);
        }
    }

    private static EmbeddedPostgres launch(Directory directory, String password) throws IOException {
        directory.discardHalfMadeCluster();
        // A log file instead of a pipe: a server whose JVM was killed must be able to write its last lines and end.
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(directory.log().toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory.data())
                .setCleanDataDirectory(false)
                .setPort(freePort(directory.lastPort()))
                .setPGStartupWait(START_TIME)
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("auth-local", "scram-sha-256")
                .setLocaleConfig("pwfile", directory.passwordFile().toString())
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", HOST)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setErrorRedirector(log)
                .setOutputRedirector(log);
        EmbeddedPostgres server = builder.start();
        directory.markComplete();
        return server;
    }

    private static FileChannel lock(Directory directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IllegalStateException(
                    "PostgreSQL in " + directory.root() + " is in use by another process; stop that one first");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** The wished port while it is free, so that the URLs given to tenants stay right; else any free one. */
    private static int freePort(OptionalInt wished) throws IOException {
        if (wished.isPresent() && isFree(wished.getAsInt())) {
            return wished.getAsInt();
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
