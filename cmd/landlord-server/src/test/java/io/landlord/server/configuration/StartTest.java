package io.landlord.server.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.server.LandlordServer;
import io.landlord.server.live.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What is wrong with the configuration is said clearly at the start, on standard error, and ends it. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    @TempDir
    Path directory;

    private static Arguments mistake(String said, String... arguments) {
        return Arguments.of(said, List.of(arguments));
    }

    private static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "there is no property landlord.database.usrname; did you mean 'landlord.database.username'?",
                        "--landlord.database.usrname=x"),
                mistake("there is no property landlord.nonsense", "--landlord.nonsense=1"),
                mistake("'temporall', and there is no such engine", "--landlord.workflow.default-provider=temporall"),
                mistake(
                        "landlord.reconciler.concurrency is 'many', and must be a whole number",
                        "--landlord.reconciler.concurrency=many"),
                mistake(
                        "landlord.reconciler.concurrency must be greater than or equal to 1",
                        "--landlord.reconciler.concurrency=0"),
                mistake("landlord.logs.format is 'xml', and must be json or text", "--landlord.logs.format=xml"),
                mistake("server.port is not right: Failed to convert to type java.lang.Integer", "--server.port=first"),
                mistake(
                        "landlord.database.url must be a URL like jdbc:postgresql://host:5432/landlord",
                        "--landlord.database.url=jdbc:mysql://root:secret@db/landlord"),
                mistake("there is no ':' between id and key", "--landlord.credentials.keys=secret"),
                mistake("does not exist", "--landlord.credentials.key-file=DIR/none.keys"),
                mistake("is open to others than its owner", "--landlord.credentials.key-file=DIR/open.keys"),
                mistake(
                        "landlord.credentials.keys and landlord.credentials.key-file are both set",
                        "--landlord.credentials.keys=secret",
                        "--landlord.credentials.key-file=DIR/open.keys"),
                mistake(
                        "landlord.provisioner.postgres.url is not right",
                        "--landlord.provisioner.postgres.url=nowhere"),
                mistake(
                        "landlord.provisioner.postgres.url and landlord.provisioner.postgres.embedded are both set",
                        "--landlord.provisioner.postgres.url=jdbc:postgresql://127.0.0.1:1/postgres",
                        "--landlord.provisioner.postgres.embedded=true"),
                mistake(
                        "landlord.temporal.tls.* is set, but TLS is not spoken",
                        "--landlord.temporal.address=127.0.0.1:1",
                        "--landlord.temporal.tls.server-name=temporal.example.com"),
                mistake(
                        "a client certificate needs its key",
                        "--landlord.temporal.address=127.0.0.1:1",
                        "--landlord.temporal.tls.enabled=true",
                        "--landlord.temporal.tls.certificate=DIR/open.keys"),
                mistake(
                        "landlord.temporal.api-key and landlord.temporal.api-key-file are both set",
                        "--landlord.temporal.address=127.0.0.1:1",
                        "--landlord.temporal.api-key=secret",
                        "--landlord.temporal.api-key-file=DIR/open.keys"),
                mistake(
                        "is open to others than its owner",
                        "--landlord.temporal.address=127.0.0.1:1",
                        "--landlord.temporal.payloads.key-file=DIR/open.keys"),
                mistake(
                        "landlord.graph.input is no JSON object",
                        "--landlord.graph.enabled=true",
                        "--landlord.graph.port=0",
                        "--landlord.graph.input=[secret"),
                mistake(
                        "landlord.graph.definition cannot be read",
                        "--landlord.graph.enabled=true",
                        "--landlord.graph.definition=DIR/none.yaml"),
                mistake("landlord.graph.port must be less than or equal to 65535", "--landlord.graph.port=65536"),
                mistake("Port PORT was already in use", "--server.port=PORT"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_said_in_a_line_with_what_to_do(String said, List<String> given, CapturedOutput output)
            throws IOException {
        Path open = Files.writeString(directory.resolve("open.keys"), "k1:");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> arguments = new ArrayList<>(List.of("--landlord.data-directory=" + directory));
            if (given.stream().noneMatch(argument -> argument.startsWith("--server.port"))) {
                arguments.add("--server.port=0");
            }
            String port = Integer.toString(taken.getLocalPort());
            given.forEach(argument ->
                    arguments.add(argument.replace("DIR", directory.toString()).replace("PORT", port)));

            assertThatThrownBy(() -> {
                        try (var running =
                                SpringApplication.run(LandlordServer.class, arguments.toArray(String[]::new))) {
                            throw new AssertionError("it runs: " + running);
                        }
                    })
                    .isNotInstanceOf(AssertionError.class);

            String told = output.getErr().substring(output.getErr().lastIndexOf("landlord: cannot start: "));
            assertThat(told).contains(said.replace("PORT", port)).doesNotContain("secret", "\tat ");
            assertThat(told.lines().filter(line -> !line.isBlank())).hasSize(2);
            assertThat(output.getOut()).doesNotContain("secret", "\\tat ", "\tat ");
        }
    }

    @Test
    void a_database_that_cannot_be_reached_ends_the_process_with_a_line_and_a_code() {
        try (ServerProcess server = ServerProcess.start(
                directory,
                "--landlord.data-directory=" + directory,
                "--landlord.credentials.keys=k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "--landlord.database.url=jdbc:postgresql://127.0.0.1:1/none",
                "--landlord.database.username=landlord",
                "--landlord.database.password=secret")) {

            assertThat(server.exitCode()).isEqualTo(1);
            assertThat(server.err().lines().findFirst().orElse(""))
                    .startsWith("landlord: cannot start: ")
                    .contains("127.0.0.1:1");
            assertThat(server.err()).contains("Start what cannot be reached").doesNotContain("secret", "\tat ");
            assertThat(server.out()).doesNotContain("secret", "\\tat ");
        }
    }

    @Test
    void a_variable_is_only_refused_when_it_looks_like_a_slip() {
        assertThatThrownBy(() -> checkVariable("LANDLORD_DATABASE_URI"))
                .isInstanceOf(Misconfiguration.class)
                .hasMessageContaining("LANDLORD_DATABASE_URI; did you mean 'LANDLORD_DATABASE_URL'?");
        for (String name : List.of(
                "LANDLORD_DATABASE_POOLSIZE",
                "LANDLORD_DATABASE_POOL_SIZE",
                "LANDLORD_SERVER",
                "LANDLORD_DEBUG",
                "LANDLORD_PORT_8080_TCP_ADDR")) {
            checkVariable(name);
        }
    }

    private static void checkVariable(String name) {
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            StandardEnvironment environment = new StandardEnvironment();
            environment
                    .getPropertySources()
                    .addFirst(new SystemEnvironmentPropertySource("variables", Map.of(name, "x")));
            context.setEnvironment(environment);
            new UnknownProperties().initialize(context);
        }
    }
}
