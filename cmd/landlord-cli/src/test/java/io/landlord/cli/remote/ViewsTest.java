package io.landlord.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.cli.Golden;
import io.landlord.cli.Invocation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every command that only reads shows, at a fixed time: all of it is in {@code views.txt}. */
@Timeout(60)
class ViewsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/io/landlord/cli/remote/views.txt");
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, String> ANSWERS = answers();

    private static StubServer server;

    /** A command, and what it asks for. */
    private record Reading(String command, String request) {}

    private static final List<Reading> READINGS = List.of(
            new Reading("tenant list", "/v1/tenants"),
            new Reading("tenant get acme", "/v1/tenants/acme"),
            new Reading("tenant get initech", "/v1/tenants/initech"),
            new Reading("tenant credentials acme", "/v1/tenants/acme/credentials"),
            new Reading("tenant history acme", "/v1/tenants/acme/history"),
            new Reading("operation list", "/v1/operations"),
            new Reading("operation get op-07", "/v1/operations/op-07"),
            new Reading("plan list", "/v1/plans"),
            new Reading("plan get basic", "/v1/plans/basic"),
            new Reading("template list", "/v1/templates"),
            new Reading("template get shop", "/v1/templates/shop"),
            new Reading("template versions shop", "/v1/templates/shop/versions"),
            new Reading("workflow list", "/v1/workflows"),
            new Reading("workflow get order", "/v1/workflows/order"),
            new Reading("workflow versions order", "/v1/workflows/order/versions"),
            new Reading("execution list", "/v1/executions"),
            new Reading("execution get ex-07", "/v1/executions/ex-07"),
            new Reading("execution history ex-07", "/v1/executions/ex-07/history"),
            new Reading("provider list", "/v1/providers"));

    @BeforeAll
    static void start() throws IOException {
        server = new StubServer();
        ANSWERS.forEach((request, answer) -> server.on(request, 200, answer));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Map<String, String> answers() {
        try (InputStream stream = Objects.requireNonNull(ViewsTest.class.getResourceAsStream("answers.yaml"))) {
            Map<?, ?> answers = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromInputStream(stream);
            return answers.entrySet().stream()
                    .collect(Collectors.toMap(
                            answer -> answer.getKey().toString(),
                            answer -> JsonMapper.shared().writeValueAsString(answer.getValue())));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    static Stream<Reading> readings() {
        return READINGS.stream();
    }

    private static Invocation landlord(String command, String... more) {
        return Invocation.at(
                NOW,
                Stream.of(Stream.of(command.split(" ", -1)), Stream.of(more), Stream.of("--server", server.url()))
                        .flatMap(arguments -> arguments)
                        .toArray(String[]::new));
    }

    @Test
    void every_view_is_as_it_was_agreed() throws IOException {
        StringBuilder shown = new StringBuilder();
        for (Reading reading : READINGS) {
            Invocation invocation = landlord(reading.command());
            assertThat(invocation.exitCode())
                    .as("%s: %s", reading.command(), invocation.err())
                    .isZero();
            shown.append("$ landlord ").append(reading.command()).append('\n').append(invocation.out());
            invocation
                    .err()
                    .lines()
                    .forEach(line -> shown.append("! ").append(line).append('\n'));
            shown.append('\n');
        }
        Golden.assertSame(GOLDEN, shown.toString());
    }

    @ParameterizedTest
    @MethodSource("readings")
    void json_and_yaml_have_all_that_the_server_said(Reading reading) {
        JsonNode answer = JsonMapper.shared().readTree(ANSWERS.get("GET " + reading.request()));
        assertThat(landlord(reading.command(), "-o", "json").json()).isEqualTo(answer);
        Object yaml = new Load(LoadSettings.builder().build())
                .loadFromString(landlord(reading.command(), "-o", "yaml").out());
        assertThat(JsonMapper.shared().<JsonNode>valueToTree(yaml)).isEqualTo(answer);
    }

    @Test
    void a_definition_alone_is_what_was_deployed() {
        assertThat(landlord("workflow get order --definition").out()).isEqualTo("document: {dsl: 1.0.3}\ndo: []\n");
        assertThat(landlord("template get shop --removal").out())
                .isEqualTo("document:\n  name: shop-removal\ndo: []\n");
    }
}
