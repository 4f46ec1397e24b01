package io.landlord.provisioner.postgres.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class EmbeddedServerTest {
    @TempDir
    Path directory;

    @Test
    void a_wrong_password_is_refused_and_writes_are_durable() throws SQLException {
        try (EmbeddedServer server = EmbeddedServer.startTemporary()) {
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.user(), "wrong"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres'"))
                    .startsWith("SCRAM-SHA-256$");
        }
    }

    @Test
    void a_temporary_directory_is_gone_after_close() {
        Path log;
        try (EmbeddedServer server = EmbeddedServer.startTemporary()) {
            log = server.log();
            assertThat(log).exists();
        }
        assertThat(log.getParent()).doesNotExist();
    }

    @Test
    void a_server_that_does_not_end_in_time_is_ended_before_its_directory_is_deleted() throws Exception {
        EmbeddedServer server = EmbeddedServer.startTemporary();
        ProcessHandle process = OrphanedServer.find(server.log().resolveSibling("data"))
                .orElseThrow()
                .process();
        assertThat(new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();

        server.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(server.log().getParent()).doesNotExist();
    }

    @Test
    void a_restart_keeps_data_password_and_port() throws Exception {
        String url;
        String password;
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            url = server.url();
            password = server.password();
            execute(server, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThat(server.url()).isEqualTo(url);
            assertThat(server.password()).isEqualTo(password).hasSize(43);
            assertThat(server.toString()).doesNotContain(password);
            assertThat(query(server, "SELECT answer FROM kept")).isEqualTo("42");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("admin-password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_server_left_by_a_killed_process_is_stopped_by_the_next_start() throws Exception {
        Process process = serverProcess(directory);
        process.destroyForcibly().waitFor();
        ProcessHandle orphan = OrphanedServer.find(directory.toRealPath().resolve("data"))
                .orElseThrow()
                .process();
        assertThat(orphan.isAlive()).isTrue();

        long start = System.nanoTime();
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
            assertThat(orphan.isAlive()).isFalse();
        }
    }

    @Test
    void a_directory_that_a_living_process_uses_is_refused() throws Exception {
        Process process = serverProcess(directory);
        try {
            assertThatThrownBy(() -> EmbeddedServer.start(directory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another process");
        } finally {
            process.getOutputStream().close();
            process.waitFor();
        }
    }

    @Test
    void a_process_that_only_reuses_the_number_of_a_dead_server_is_let_alone() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(
                data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");

        assertThat(OrphanedServer.find(data)).isEmpty();
    }

    @Test
    void a_first_start_that_was_cut_short_is_begun_anew() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("postgresql.conf"), "# half of a cluster");

        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    private static Process serverProcess(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith("ready ")) {
            line = output.readLine();
        }
        assertThat(line).as("the other process's server").isNotNull();
        return process;
    }

    private static String query(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(EmbeddedServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(server.url(), server.user(), server.password());
    }
}
