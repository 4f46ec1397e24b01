package io.landlord.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.cli.Invocation;
import io.landlord.handlers.ShippedHandlers;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees: outcomes, messages, exit codes. A stack trace is never among it. */
class CommandTest {
    private static final String HEAD = """
            document:
              dsl: 1.0.3
              namespace: test
              name: test
              version: 1.0.0
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit makes it
    Path directory;

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private String definition(String tasks) throws IOException {
        return file("test.yaml", HEAD + tasks);
    }

    @Test
    void without_arguments_it_shows_its_help() {
        Invocation invocation = Invocation.of();
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out()).contains("Usage: landlord", "check", "demo", "eval", "run");
    }

    @Test
    void an_unknown_command_is_refused_with_a_suggestion() {
        Invocation invocation = Invocation.of("chekc");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err()).contains("'chekc'", "check").doesNotContain("\tat ");
    }

    @Test
    void an_unknown_option_is_refused_with_a_suggestion() {
        Invocation invocation = Invocation.of("run", "x.yaml", "--virtual-tim");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err()).contains("--virtual-time").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "check", "convert", "eval", "demo"})
    void every_command_has_a_help_text_with_its_exit_codes(String command) {
        Invocation invocation = Invocation.of(command, "--help");
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out()).contains("Usage: landlord " + command, "Exit codes:");
    }

    @Test
    void a_run_prints_state_output_error_and_trace() throws IOException {
        Invocation invocation = Invocation.of(
                "run",
                definition("do:\n  - a:\n      set:\n        b: ${ .a + 1 }\n"),
                "-i",
                "{\"a\": 1}",
                "-o",
                "json");
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.json().propertyNames()).containsExactly("state", "output", "error", "trace");
        assertThat(invocation.json().get("state").stringValue()).isEqualTo("succeeded");
        assertThat(invocation.json().get("output").toString()).isEqualTo("{\"b\":2}");
        assertThat(invocation.json().get("error").isNull()).isTrue();
        assertThat(invocation.json().get("trace")).hasSize(2);
    }

    @Test
    void a_run_that_fails_exits_with_3_and_the_specification_s_error() throws IOException {
        String raise = "do:\n  - a:\n      raise:\n        error:\n          type: https://example.com/errors/odd\n"
                + "          status: 418\n          title: Odd\n          detail: very\n";
        Invocation invocation = Invocation.of("run", definition(raise), "-o", "json");
        assertThat(invocation.exitCode()).isEqualTo(3);
        assertThat(invocation.json().get("error").toString())
                .isEqualTo("{\"type\":\"https://example.com/errors/odd\",\"status\":418,\"title\":\"Odd\","
                        + "\"detail\":\"very\",\"instance\":\"/do/0/a\"}");
    }

    @Test
    void a_run_of_an_invalid_definition_exits_with_2_and_its_diagnostics() throws IOException {
        Invocation invocation = Invocation.of("run", definition("do:\n  - a:\n      sett: {}\n"), "-o", "json");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.json().get("diagnostics")).isNotEmpty();
        assertThat(invocation.err()).contains("test.yaml:8:").doesNotContain("\tat ");
    }

    @Test
    void a_month_is_over_at_once_on_virtual_time() throws IOException {
        Invocation invocation =
                Invocation.of("run", definition("do:\n  - a:\n      wait: P1M\n"), "--virtual-time", "-o", "text");
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out()).contains("✓ succeeded after 30 d");
    }

    @Test
    void an_unknown_engine_is_not_found_and_the_known_ones_are_named() throws IOException {
        Invocation invocation = Invocation.of("run", definition("do:\n  - a:\n      set: {b: 1}\n"), "--engine", "mok");
        assertThat(invocation.exitCode()).isEqualTo(4);
        assertThat(invocation.err()).contains("'mok'", "mock");
    }

    @Test
    void a_person_sees_each_task_with_glyph_word_and_time() throws IOException {
        String tasks = """
                do:
                  - gather:
                      for:
                        in: '[1]'
                      do:
                        - pause:
                            wait: PT2S
                  - maybe:
                      if: 'false'
                      set: {never: true}
                  - attempt:
                      try:
                        - break:
                            call: fail
                            with: {title: Out of luck, detail: as told, status: 503}
                      catch:
                        retry:
                          limit: {attempt: {count: 1}}
                """;
        Invocation invocation = Invocation.of("run", definition(tasks), "--virtual-time", "-o", "text");
        assertThat(invocation.exitCode()).isEqualTo(3);
        assertThat(invocation.out().replace(directory.toString(), "DIR")).isEqualTo(golden("progress.txt"));
    }

    private static String golden(String name) throws IOException {
        try (var stream = CommandTest.class.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void check_tells_all_problems_and_how_many() throws IOException {
        String broken = definition("do:\n  - a:\n      set: {b: '${ .x + }'}\n      then: nowhere\n");
        Invocation invocation = Invocation.of("check", broken);
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.out()).contains("test.yaml:8:", "test.yaml:9:", "^", "invalid, 2 errors, 0 warnings");
    }

    @Test
    void check_of_an_unregistered_handler_warns_and_exits_with_0() throws IOException {
        Invocation invocation = Invocation.of("check", definition("do:\n  - a:\n      call: acme.create\n"));
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out()).contains("warning", "acme.create", "valid, 1 warning");
    }

    @Test
    void check_as_json_counts_errors_of_all_files() throws IOException {
        Invocation invocation = Invocation.of(
                "check",
                definition("do:\n  - a:\n      sett: {}\n"),
                directory.resolve("gone.yaml").toString(),
                "-o",
                "json");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.json().get("errors").intValue()).isEqualTo(2);
    }

    @Test
    void check_tells_what_an_engine_cannot_run_without_the_engine() throws IOException {
        String definition = definition("schedule: {every: PT1.5S}\ndo:\n  - a: {set: {b: 1}}\n");

        assertThat(Invocation.of("check", definition).exitCode()).isZero();
        assertThat(Invocation.of("check", definition, "--engine", "mock").exitCode())
                .isZero();
        Invocation temporal = Invocation.of("check", definition, "--engine", "mock,temporal", "-o", "json");
        assertThat(temporal.exitCode()).isEqualTo(6);
        assertThat(temporal.json().get("diagnostics")).hasSize(1);
        assertThat(temporal.json().at("/diagnostics/0/code").stringValue()).isEqualTo("unsupported-by-provider");
        assertThat(temporal.json().at("/diagnostics/0/line").intValue()).isEqualTo(6);
        assertThat(temporal.json().at("/diagnostics/0/pointer").stringValue()).isEqualTo("/schedule/every");
    }

    @Test
    void check_for_an_engine_still_tells_what_is_wrong_everywhere() throws IOException {
        Invocation invocation =
                Invocation.of("check", definition("do:\n  - a:\n      sett: {}\n"), "--engine", "temporal");

        assertThat(invocation.exitCode()).isEqualTo(2);
    }

    @Test
    void check_for_an_unknown_engine_names_the_known_ones() throws IOException {
        Invocation invocation = Invocation.of("check", definition("do:\n  - a: {set: {}}\n"), "--engine", "temporel");

        assertThat(invocation.exitCode()).isEqualTo(4);
        assertThat(invocation.err()).contains("mock and temporal", "did you mean 'temporal'?");
    }

    @Test
    void check_knows_the_handlers_that_are_shipped() {
        assertThat(KnownHandlers.named().names())
                .containsExactlyElementsOf(
                        ShippedHandlers.register(new TaskHandlers()).names());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 + 2 | null | 3",
                "${ .a * 2 } | {\"a\": 21} | 42",
                ".[] | [1,2] | 1\\n2",
                "empty | null | ``",
                "{b: ., a: 1} | 1.0 | {\"b\":1,\"a\":1}",
            })
    void eval_prints_one_result_a_line(String expression, String input, String expected) {
        Invocation invocation = Invocation.of("eval", expression.strip(), "--input", input.strip());
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out().strip()).isEqualTo(expected.replace("\\n", "\n"));
    }

    @Test
    void eval_binds_variables_and_reads_the_standard_input() {
        Invocation invocation = Invocation.withInput("{\"a\": 1}", "eval", ".a + $b", "--input", "-", "--var", "b=2");
        assertThat(invocation.out()).isEqualTo("3" + System.lineSeparator());
    }

    @Test
    void eval_of_a_failing_expression_exits_with_3() {
        Invocation invocation = Invocation.of("eval", ".a.b", "--input", "{\"a\": 1}");
        assertThat(invocation.exitCode()).isEqualTo(3);
        assertThat(invocation.err()).startsWith("error: ").doesNotContain("\tat ");
    }

    @Test
    void eval_of_a_syntax_error_exits_with_2_and_points_at_the_column() {
        Invocation invocation = Invocation.of("eval", ".a + $nope");
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err().lines().toList().get(1)).isEqualTo("  .a + $nope");
        assertThat(invocation.err().lines().toList().get(2)).startsWith("       ^");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "nonsense", "", "1 2"})
    void a_wrong_input_is_told_in_words(String input) {
        Invocation invocation = Invocation.of("eval", ".", "--input", input);
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err()).contains("--input").doesNotContain("\tat ", "tools.jackson", "Source:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[range(1e12)] | length",
                "def f: f; f",
                "\"a\" * 1e9",
                "[limit(1e9; repeat(1))]",
                "reduce range(100000) as $i (0; [.])"
            })
    @Timeout(20)
    void a_runaway_expression_ends_by_itself(String expression) {
        Invocation invocation = Invocation.of("eval", expression);
        assertThat(invocation.exitCode()).isIn(2, 3);
        assertThat(invocation.err()).contains("error: ").doesNotContain("\tat ");
    }

    @Test
    @Timeout(20)
    void broken_files_are_refused_in_words_and_at_once() throws IOException {
        Path large = directory.resolve("large.yaml");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(100_000_000);
        }
        Path latin = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE4});
        assertRefused(large.toString(), "10 MB");
        assertRefused(latin.toString(), "UTF-8");
        assertRefused(directory.toString(), "directory");
        assertRefused(directory.resolve("gone").toString(), "no file");
        assertRefused(file("deep.yaml", "[".repeat(10_000)), "deep");
        assertRefused(file("deep.json", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)), "deep");
        assertRefused(file("bomb.yaml", bomb()), "values");
        assertRefused(file("empty.yaml", ""), "empty");
        assertRefused(file("list.yaml", "- 1\n"), "");
    }

    private static String bomb() {
        StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int level = 1; level < 12; level++) {
            String before = "*a" + (level - 1);
            text.append("a%d: &a%d [%s]\n"
                    .formatted(level, level, String.join(",", java.util.Collections.nCopies(10, before))));
        }
        return text.toString();
    }

    private static void assertRefused(String file, String why) {
        for (String command : new String[] {"check", "run"}) {
            long begun = System.nanoTime();
            Invocation invocation = Invocation.of(command, file);
            assertThat(invocation.exitCode()).as(command + " " + file).isEqualTo(2);
            assertThat(invocation.out() + invocation.err())
                    .contains(why)
                    .doesNotContain("\tat ", "Exception", "tools.jackson");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
        }
    }
}
