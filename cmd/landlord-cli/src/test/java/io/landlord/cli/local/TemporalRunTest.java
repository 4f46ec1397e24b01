package io.landlord.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.cli.Invocation;
import io.landlord.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** {@code run --engine temporal} on a real server. */
@ExtendWith(RealTemporal.class)
class TemporalRunTest {
    private static final String FAIL = "{call: fail, with: {title: Out of luck, detail: as told, retryable: false}}";

    @TempDir
    private Path folder;

    private static Invocation run(Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", file.toString(), "--engine", "temporal"));
        arguments.addAll(List.of(options));
        return Invocation.in(RealTemporal.environment(), arguments.toArray(String[]::new));
    }

    private Path definition(String tasks) throws IOException {
        return Files.writeString(
                folder.resolve("definition.yaml"),
                "document: {dsl: 1.0.3, namespace: test, name: run-test, version: 1.0.0}\ndo:\n" + tasks);
    }

    private static String newName() {
        return "test-" + UUID.randomUUID();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  - a: {set: {b: '${ .n + 1 }'}}\n",
                "  - a: " + FAIL + "\n",
                "  - a: {try: [{b: " + FAIL + "}], catch: {do: [{c: {set: {d: caught}}}]}}\n",
                "  - a: {for: {in: '${ [range(3)] }', each: i}, do: [{b: {call: transform, with: {expression: '1'}}}]}\n",
                "  - a: {fork: {branches: [{b: {wait: PT0.2S}}, {c: {call: transform, with: {expression: '2'}}}]}}\n",
                "  - a: {wait: PT0.3S, timeout: {after: PT0.1S}}\n",
                "  - a: {raise: {error: {type: 'https://example.com/no', status: 418, title: No}}}\n"
            })
    void the_outcome_and_the_exit_code_are_those_of_mock(String tasks) throws IOException {
        Path file = definition(tasks);

        Invocation mock = Invocation.of("run", file.toString(), "-i", "{\"n\": 1}", "-o", "json");
        Invocation temporal = run(file, "-i", "{\"n\": 1}", "-o", "json");

        assertThat(temporal.exitCode()).as(temporal.err()).isEqualTo(mock.exitCode());
        ObjectNode told = (ObjectNode) temporal.json();
        assertThat(told.remove("temporal")).isNotNull();
        assertThat(told).isEqualTo(mock.json());
    }

    @Test
    void a_run_of_calls_costs_as_many_events_as_one_by_hand_and_says_where_it_is() throws IOException {
        Path file = definition("  - a: {call: transform, with: {expression: '1'}}\n"
                + "  - b: {call: transform, with: {expression: '2'}}\n");

        Invocation json = run(file, "-o", "json");
        Invocation text = run(file, "-o", "text");

        assertThat(json.json().path("temporal").path("events").asInt()).isEqualTo(6 * 2 + 5);
        assertThat(json.err()).contains("17 events");
        assertThat(text.out()).contains("execution run-test:", "✓ done", "✓ succeeded", ", 17 events");
    }

    @Test
    void what_was_started_under_a_name_is_found_again_and_nothing_else() throws IOException {
        Path file = definition(
                "  - a: {call: transform, with: {expression: '$input.n', variables: {}}}\n" + "  - b: {set: {n: 7}}\n");
        Path other = Files.writeString(
                folder.resolve("other.yaml"), Files.readString(file).replace("7", "8"));
        String name = newName();

        Invocation first = run(file, "--name", name, "-i", "{\"n\": 1}");
        Invocation again = run(file, "--name", name, "-i", "{\"n\": 1}");

        assertThat(first.json().path("temporal").path("created").asBoolean()).isTrue();
        assertThat(again.exitCode()).as(again.err()).isEqualTo(first.exitCode());
        assertThat(again.json().path("temporal").path("created").asBoolean()).isFalse();
        assertThat(again.json().path("temporal").path("url"))
                .isEqualTo(first.json().path("temporal").path("url"));
        assertThat(again.json().path("trace")).isEqualTo(first.json().path("trace"));
        assertThat(run(file, "--name", name, "-i", "{\"n\": 2}").exitCode()).isEqualTo(5);
        Invocation changed = run(other, "--name", name, "-i", "{\"n\": 1}");
        assertThat(changed.exitCode()).isEqualTo(5);
        assertThat(changed.err()).contains("another definition", "--name");
    }

    @Test
    void a_command_that_was_killed_is_gone_on_with_by_the_same_command() throws IOException, InterruptedException {
        Path file = definition("  - a: {call: transform, with: {expression: '1'}}\n"
                + "  - b: {wait: PT4S}\n"
                + "  - c: {call: transform, with: {expression: '2'}}\n");
        String name = newName();
        Path log = folder.resolve("killed.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        file.toString(),
                        "--engine",
                        "temporal",
                        "--name",
                        name,
                        "-o",
                        "text")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(RealTemporal.environment());
        Process killed = builder.start();
        try {
            while (!Files.readString(log).contains("done      a")) {
                assertThat(killed.waitFor(50, TimeUnit.MILLISECONDS))
                        .as(Files.readString(log))
                        .isFalse();
            }
        } finally {
            killed.destroyForcibly();
        }

        Invocation second = run(file, "--name", name, "-o", "json");

        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.json().path("output").asInt()).isEqualTo(2);
        assertThat(second.json().path("temporal").path("created").asBoolean()).isFalse();
        assertThat(second.json().path("trace")).hasSize(4);
    }

    @Test
    void what_temporal_cannot_do_or_cannot_be_reached_is_told() throws IOException {
        Path file = definition("  - a: {set: {b: 1}}\n");

        assertThat(run(file, "--virtual-time").exitCode()).isEqualTo(6);
        assertThat(run(file, "--temporal-address", "nowhere").exitCode()).isEqualTo(2);
        Invocation away = run(file, "--temporal-address", "127.0.0.1:1");
        assertThat(away.exitCode()).isEqualTo(7);
        assertThat(away.err()).contains("127.0.0.1:1");
        assertThat(Invocation.of("run", file.toString(), "--task-queue", "q").exitCode())
                .isEqualTo(2);
    }
}
