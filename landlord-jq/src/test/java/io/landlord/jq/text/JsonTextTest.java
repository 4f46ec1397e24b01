package io.landlord.jq.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;

/** Expectations are those of jq's own tests and of the C library code it prints doubles with. */
class JsonTextTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static String write(JsonNode value) {
        return JsonText.write(value, n -> {});
    }

    private static JsonNode read(String text) {
        return JsonText.read(text, 10_000);
    }

    @ParameterizedTest
    @CsvSource({
        "1e15, 1000000000000000",
        "1e16, 1e+16",
        "1e17, 1e+17",
        "1.5e300, 1.5e+300",
        "1e1000, 1.7976931348623157e+308",
        "-1e1000, -1.7976931348623157e+308",
        "NaN, null",
        "0.0001, 0.0001",
        "0.00012345, 0.00012345",
        "1e-5, 1e-05",
        "0.00001234, 1.234e-05",
        "-1.5e-10, -1.5e-10",
        "5e-324, 5e-324",
        "2e-323, 2e-323",
        "0.30000000000000004, 0.30000000000000004",
        "33333333333333332, 33333333333333332",
        "333333333333333.3, 333333333333333.3",
        "123456789012345678, 123456789012345680",
        "12345678909876543212345, 12345678909876543000000",
        "1234567890987654321, 1234567890987654400",
        "3.0, 3",
        "-0.0, 0",
        "1e22, 1e+22",
        "123456789.125, 123456789.125",
        "10, 10"
    })
    void a_number_is_written_as_jq_writes_doubles(double value, String expected) {
        assertThat(JsonText.number(value)).isEqualTo(expected);
        assertThat(write(JsonText.node(value))).isEqualTo(expected);
    }

    @Test
    void a_string_is_escaped_as_jq_escapes_it() {
        assertThat(write(NODES.stringNode("\u007f\u0080\u2028<>/\u0001\u001f\b\f\n\r\t\"\\\u0000é😀")))
                .isEqualTo("\"\\u007f\u0080\u2028<>/\\u0001\\u001f\\b\\f\\n\\r\\t\\\"\\\\\\u0000é😀\"");
        assertThat(write(NODES.stringNode("a\ud83d"))).isEqualTo("\"a\uFFFD\"");
        assertThat(write(NODES.stringNode("\ude00a"))).isEqualTo("\"\uFFFDa\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "[[],{}]", "{\"b\":[1,{\"a\":null}],\"a\":\"x\"}", "[true,false,null,1.5,\"\"]"})
    void what_is_compact_comes_back_as_it_was(String text) {
        assertThat(write(read(text))).isEqualTo(text);
    }

    @Test
    void numbers_that_are_integers_become_integers() {
        assertThat(read("1.0")).isEqualTo(IntNode.valueOf(1));
        assertThat(read("100e-2")).isEqualTo(IntNode.valueOf(1));
        assertThat(read("-0")).isEqualTo(IntNode.valueOf(0));
        assertThat(read("3000000000")).isEqualTo(LongNode.valueOf(3_000_000_000L));
        assertThat(read("9007199254740992")).isEqualTo(LongNode.valueOf(1L << 53));
        assertThat(read("9007199254740993")).isEqualTo(LongNode.valueOf(1L << 53));
        assertThat(read("10000000000000000")).isEqualTo(DoubleNode.valueOf(1e16));
        assertThat(read("1.5")).isEqualTo(DoubleNode.valueOf(1.5));
        assertThat(read("9e999")).isEqualTo(DoubleNode.valueOf(Double.POSITIVE_INFINITY));
    }

    @ParameterizedTest
    @CsvSource({"nan", "NaN", "-nan", "-NaN", "NAN"})
    void nan_is_read(String text) {
        assertThat(read(text).doubleValue()).isNaN();
    }

    @Test
    void jq_takes_a_little_more_than_json() {
        assertThat(write(read(" \t\r\n[+1, 01, 1., .5, 1.e3, Infinity, -infinity, {\"a\":nan}] ")))
                .isEqualTo("[1,1,1,0.5,1000,1.7976931348623157e+308,-1.7976931348623157e+308,{\"a\":null}]");
        assertThat(write(read("\uFEFF1"))).isEqualTo("1");
        assertThat(write(read("{\"a\":1,\"b\":2,\"a\":3}"))).isEqualTo("{\"a\":3,\"b\":2}");
        assertThat(read("\"\\ud83d\\ude00\\u00e9\\/\\udc00\"").stringValue()).isEqualTo("😀é/\uFFFD");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '#',
            value = {
                "NaN1 # Invalid numeric literal at EOF at line 1, column 4",
                "NaN100000 # Invalid numeric literal at EOF at line 1, column 9",
                "{'a': 123} # Invalid string literal; expected \", but got ' at line 1, column 5",
                "{\"a\":1 # Unfinished JSON term at EOF at line 1, column 6",
                "[1,2 # Unfinished JSON term at EOF at line 1, column 4",
                "{\"a\" 1} # Expected separator between values at line 1, column 7",
                "{\"a\":1 \"b\":2} # Expected separator between values at line 1, column 10",
                "{1:2} # Object keys must be strings at line 1, column 3",
                "[1 2] # Expected separator between values at line 1, column 5",
                "[1,] # Expected another array element at line 1, column 4",
                "{\"a\":1,} # Expected another key-value pair at line 1, column 8",
                "tru # Invalid literal at EOF at line 1, column 3",
                "[nul] # Invalid literal at line 1, column 5",
                "truefalse # Invalid literal at EOF at line 1, column 9",
                "[1e] # Invalid numeric literal at line 1, column 4",
                "0x10 # Invalid numeric literal at EOF at line 1, column 4",
                "--1 # Invalid numeric literal at EOF at line 1, column 3",
                "\"abc # Unfinished string at EOF at line 1, column 4",
                "\"\\ # Unfinished string at EOF at line 1, column 2",
                "\"\\q\" # Invalid escape at line 1, column 4",
                "\"\\u12\" # Invalid \\uXXXX escape at line 1, column 6",
                "\"\\u12zz\" # Invalid characters in \\uXXXX escape at line 1, column 8",
                "\"\\ud800\" # Invalid \\uXXXX\\uXXXX surrogate pair escape at line 1, column 8",
                "\"\\ud800\\u0041\" # Invalid \\uXXXX\\uXXXX surrogate pair escape at line 1, column 14",
                "1, # Expected value before ',' at line 1, column 2",
                "[1,,2] # Expected value before ',' at line 1, column 4",
                "{,} # Expected value before ',' at line 1, column 2",
                ": # Expected string key before ':' at line 1, column 1",
                "1:2 # Expected string key before ':' at line 1, column 2",
                "[1:2] # ':' not as part of an object at line 1, column 3",
                "{\"a\":1:2} # ':' not as part of an object at line 1, column 7",
                "{\"a\",\"b\"} # Objects must consist of key:value pairs at line 1, column 5",
                "{\"a\"} # Objects must consist of key:value pairs at line 1, column 5",
                "[1} # Objects must consist of key:value pairs at line 1, column 3",
                "{\"a\":} # Unmatched '}' at line 1, column 6",
                "{\"a\":1] # Unmatched ']' at line 1, column 7",
                "[1]] # Unmatched ']' at line 1, column 4",
                "} # Unmatched '}' at line 1, column 1",
                "1 2 # Unexpected extra JSON values",
                "\"a\" \"b\" # Unexpected extra JSON values",
                "1 a # Invalid numeric literal at EOF at line 1, column 3",
                "{\"a\":1}x # Invalid numeric literal at EOF at line 1, column 8",
                "`` # Expected JSON value"
            })
    void a_mistake_is_named_with_its_place_as_jq_names_it(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message + " (while parsing '" + text + "')");
    }

    @Test
    void a_control_character_has_to_be_escaped() {
        assertThatThrownBy(() -> read("\"a\nb\""))
                .hasMessage("Invalid string: control characters from U+0000 through U+001F must be escaped"
                        + " at line 2, column 2 (while parsing '\"a\nb\"')");
    }

    @Test
    void lines_and_columns_count_bytes() {
        assertThatThrownBy(() -> read("\n\n[x")).hasMessageContaining("at EOF at line 3, column 2 ");
        assertThatThrownBy(() -> read("\u00a01")).hasMessageContaining("at EOF at line 1, column 3 ");
    }

    @Test
    void reading_stops_at_the_depth_limit() {
        assertThat(read("[".repeat(10_000) + "]".repeat(10_000)).isArray()).isTrue();
        assertThatThrownBy(() -> read("[".repeat(10_001) + "]".repeat(10_001)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Exceeds depth limit for parsing at line 1, column 10001 ");
        assertThatThrownBy(() -> read("[".repeat(1_000_000))).hasMessageContaining("Exceeds depth limit for parsing");
    }

    @Test
    void writing_needs_no_stack_and_skips_what_is_too_deep() {
        assertThat(write(nested(10_001))).isEqualTo("[".repeat(10_001) + "]".repeat(10_001));
        assertThat(write(nested(10_002))).isEqualTo("[".repeat(10_001) + "<skipped: too deep>" + "]".repeat(10_001));
        assertThat(write(nested(500_000))).contains("<skipped: too deep>");
    }

    private static JsonNode nested(int levels) {
        ArrayNode value = NODES.arrayNode();
        for (int i = 1; i < levels; i++) {
            value = NODES.arrayNode().add(value);
        }
        return value;
    }

    @Test
    void a_value_that_shares_its_parts_cannot_fill_the_memory() {
        JsonNode shared = NODES.stringNode("x".repeat(1000));
        for (int i = 0; i < 60; i++) {
            shared = NODES.arrayNode().add(shared).add(shared);
        }
        JsonNode bomb = shared;
        AtomicLong spent = new AtomicLong();
        assertThatThrownBy(() -> JsonText.write(bomb, n -> {
                    if (spent.addAndGet(n) > 100_000) {
                        throw new Spent();
                    }
                }))
                .isInstanceOf(Spent.class);
    }
}
