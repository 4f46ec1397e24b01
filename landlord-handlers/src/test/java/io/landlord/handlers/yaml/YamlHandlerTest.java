package io.landlord.handlers.yaml;

import static io.landlord.handlers.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import io.landlord.handlers.FakeContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class YamlHandlerTest {
    private final YamlHandler handler = new YamlHandler();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: 1                      | {'a': 1}",
                "[~, null, '']             | [null, null, '']",
                "[true, True, yes, on]     | [true, true, 'yes', 'on']",
                "[1.0, 0o17, 0x1F, 1e3]    | [1, 15, 31, 1000]",
                "[-0, 1.5, 012, 1_000]     | [0, 1.5, 12, '1_000']",
                "['1', !!str 1, \"a\\nb\"] | ['1', '1', 'a\\nb']",
                "{1: a, true: b}           | {'1': 'a', 'true': 'b'}",
                "a: &x [1]\\nb: *x         | {'a': [1], 'b': [1]}",
                "2026-01-01                | '2026-01-01'",
                "``                        | null",
            })
    void text_is_read_by_the_core_schema(String text, String expected) {
        assertThat(parse(text.replace("\\nb:", "\nb:"))).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: 1\\na: 2            | line 2, column 1",
                "? [a]\\n: b            | key must be a scalar",
                "a: .inf                | JSON",
                "a: .nan                | JSON",
                "a: 1e999               | JSON",
                "a: !!int x             | JSON",
                "!custom {a: 1}         | !custom",
                "--- 1\\n--- 2          | second document",
                "a: *nothing            | nothing",
                "&a [*a]                | nothing that was finished",
                "a: [1                  | line",
            })
    void what_is_no_value_of_json_is_refused(String text, String named) {
        TaskFailure failure = refusal(text.replace("\\n", "\n"));

        assertThat(failure.type()).isEqualTo(StandardError.VALIDATION.type());
        assertThat(failure).hasMessageContaining(named);
    }

    @Test
    void aliases_that_grow_without_measure_are_refused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 30; level++) {
            String before = "*a" + (level - 1);
            bomb.append("a%d: &a%d [%s, %s, %s, %s]%n".formatted(level, level, before, before, before, before));
        }

        assertThat(refusal(bomb.toString())).hasMessageContaining("too large");
    }

    @Test
    void aliases_count_towards_the_depth() {
        StringBuilder deep = new StringBuilder("a0: &a0 [x]\n");
        for (int level = 1; level < 250; level++) {
            deep.append("a%d: &a%d [*a%d]%n".formatted(level, level, level - 1));
        }

        assertThat(refusal(deep.toString())).hasMessageContaining("200 levels");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 10_000})
    void deep_text_is_refused(int levels) {
        assertThat(refusal("[".repeat(levels) + "]".repeat(levels))).hasMessageContaining("200 levels");
    }

    @Test
    void text_of_200_levels_is_read() {
        assertThat(parse("[".repeat(200) + "]".repeat(200)).isArray()).isTrue();
    }

    @Test
    void a_value_is_written_in_block_style() {
        assertThat(format("{'name': 'acme', 'list': [1, {'a': null}], 'none': []}"))
                .isEqualTo("name: acme\nlist:\n- 1\n- a: null\nnone: []\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'true'",
                "'1'",
                "''",
                "'~'",
                "'0x1F'",
                "'.inf'",
                "'a: b'",
                "'- a'",
                "'#'",
                "'a\\nb\\n'",
                "' x '",
                "'*a'",
                "'ü😀\\u0007'",
                "null",
                "1.5",
                "-1",
                "1e300",
                "[[], {}, [[1]]]",
                "{'': 1, '? x': {'b': ['c']}}"
            })
    void what_is_written_reads_as_the_same_value(String value) {
        assertThat(parse(format(value))).isEqualTo(json(value));
    }

    @Test
    void a_value_too_deep_to_be_read_again_is_not_written() {
        JsonNode value = JsonNodeFactory.instance.arrayNode();
        for (int level = 0; level < 5_000; level++) {
            value = JsonNodeFactory.instance.arrayNode().add(value);
        }
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.set("format", value);

        assertThat(catchThrowableOfType(TaskFailure.class, () -> handler.handle(arguments, FakeContext.FIRST)))
                .hasMessageContaining("200 levels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'parse': 'a', 'format': 1}", "{'parse': 5}", "{'read': 'a'}"})
    void one_of_parse_and_format_is_needed(String arguments) {
        TaskFailure failure =
                catchThrowableOfType(TaskFailure.class, () -> handler.handle(json(arguments), FakeContext.FIRST));

        assertThat(failure.type()).isEqualTo(StandardError.VALIDATION.type());
    }

    private JsonNode parse(String text) {
        return handler.handle(JsonNodeFactory.instance.objectNode().put("parse", text), FakeContext.FIRST);
    }

    private TaskFailure refusal(String text) {
        return catchThrowableOfType(TaskFailure.class, () -> parse(text));
    }

    private String format(String value) {
        ObjectNode arguments = JsonNodeFactory.instance.objectNode();
        arguments.set("format", json(value));
        return handler.handle(arguments, FakeContext.FIRST).stringValue();
    }
}
