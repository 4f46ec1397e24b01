package io.landlord.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.cli.Invocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DevCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit makes it
    Path directory;

    @SuppressWarnings("NullAway.Init") // made before each test
    private Path jar;

    @BeforeEach
    void makeTheJar() throws IOException {
        jar = PretendedServer.jar(directory);
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Invocation dev(String end, String... options) {
        return Invocation.in(
                Map.of("LANDLORD_SERVER_JAR", jar.toString(), "LANDLORD_COMMAND", "./landlord", "PRETEND", end),
                Stream.concat(Stream.of("dev"), Stream.of(options)).toArray(String[]::new));
    }

    @Test
    void a_ready_server_is_told_with_its_places_and_what_to_try() {
        Invocation invocation = dev("end", "--port", "0", "--data", data().toString());
        assertThat(invocation.out())
                .contains(
                        "Landlord is ready (",
                        "  API       http://127.0.0.1:",
                        "/v1/openapi.json\n",
                        "/actuator/health\n",
                        "/actuator/prometheus\n",
                        "  data      " + data() + "\n",
                        "  log       " + data().resolve("server.log") + "\n",
                        "  export LANDLORD_SERVER=http://127.0.0.1:",
                        "  ./landlord tenant apply acme --plan basic --wait\n",
                        "Ctrl-C stops it.\n");
        assertThat(data().resolve("server.log")).content().isEqualTo("the log of " + data() + "\nit ends now\n");
    }

    @Test
    void a_server_that_ends_by_itself_is_shown_with_its_last_lines() {
        Invocation invocation = dev("end", "--port", "0", "--data", data().toString());
        assertThat(invocation.exitCode()).isEqualTo(7);
        assertThat(invocation.err()).isEqualTo("""
                        landlord: the server ended by itself, with code 4
                          | the log of %1$s
                          | it ends now
                          hint: its log is %1$s/server.log
                        """.formatted(data()));
    }

    @Test
    void a_server_that_does_not_come_up_is_shown_with_the_lines_of_this_start_alone() throws IOException {
        Files.createDirectories(data());
        Files.writeString(data().resolve("server.log"), "of yesterday\n");
        Invocation invocation = dev("fail", "--port", "0", "--data", data().toString());
        assertThat(invocation.exitCode()).isEqualTo(7);
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.err())
                .startsWith("landlord: the server did not come up, it ended with code 3\n  | the log of ")
                .doesNotContain("yesterday");
    }

    @Test
    void a_server_that_says_why_is_taken_by_its_word() {
        Invocation invocation = dev("explain", "--port", "0", "--fresh");
        assertThat(invocation.exitCode()).isEqualTo(7);
        assertThat(invocation.err())
                .isEqualTo("landlord: the server did not come up: the configuration is odd\n  hint: Make it even.\n");
    }

    @Test
    void a_port_in_use_is_a_conflict() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Invocation invocation = dev("end", "--port", Integer.toString(port), "--data", data().toString());
            assertThat(invocation.exitCode()).isEqualTo(5);
            assertThat(invocation.err())
                    .startsWith("landlord: port " + port + " cannot be used: ")
                    .contains("--port 0");
            assertThat(data()).doesNotExist();
        }
    }

    @Test
    void a_data_directory_in_use_is_a_conflict() {
        try (DataDirectory taken = DataDirectory.at(data())) {
            Invocation invocation =
                    dev("end", "--port", "0", "--data", taken.path().toString());
            assertThat(invocation.exitCode()).isEqualTo(5);
            assertThat(invocation.err()).contains(data() + " is in use by another landlord dev", "--fresh");
        }
    }

    @Test
    void a_temporary_directory_goes_with_all_that_is_in_it() throws IOException {
        DataDirectory temporary = DataDirectory.temporary();
        Files.createDirectories(temporary.path().resolve("postgres/data"));
        Files.writeString(temporary.path().resolve("postgres/data/file"), "text");
        temporary.close();
        assertThat(temporary.path()).doesNotExist();
    }

    @Test
    void wrong_options_are_told_before_anything_is_started() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        assertThat(dev("end", "--port", "99999").err()).startsWith("landlord: there is no port 99999\n");
        assertThat(dev("end", "--fresh", "--data", "x").exitCode()).isEqualTo(2);
        assertThat(dev("end", "--port", "0", "--data", file.toString()).err()).contains("is a file, not a directory");
        Invocation without = Invocation.of("dev");
        assertThat(without.exitCode()).isEqualTo(7);
        assertThat(without.err()).contains("start with ./landlord");
    }
}
