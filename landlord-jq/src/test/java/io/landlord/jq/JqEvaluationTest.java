package io.landlord.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.landlord.jq.text.JsonText;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;

class JqEvaluationTest {

    /** What changes in place must never show through another reference. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "[1] as $x | ($x + [2]), $x ~ [1,2] [1]",
                "[1] | (. + [2]) as $y | ., $y ~ [1] [1,2]",
                "[1] | [., . + [2], .] ~ [[1],[1,2],[1]]",
                "reduce range(3) as $i ([]; . + [.]) ~ [[],[[]],[[],[[]]]]",
                "[foreach range(3) as $i ([]; . + [$i])] ~ [[0],[0,1],[0,1,2]]",
                "{a: [1]} | .a as $a | .a += [2] | [$a, .a] ~ [[1],[1,2]]",
                "{a: [1]} | .b = .a | .b += [2] ~ {\"a\":[1],\"b\":[1,2]}",
                "{a: {}} | [.a, (.a.x = 1), .a] ~ [{},{\"a\":{\"x\":1}},{}]",
                "[[1]] | .[0] as $x | .[0] |= . + [2] | ., $x ~ [[1,2]] [1]",
                "def f: . + [1]; [] | f, f, . ~ [1] [1] []",
                "[] | try (. + [1] | error) catch ., . ~ [1] []",
                "[] | (. + [1] | empty), . ~ []",
                "{} | (.a = 1), (.b = 2) ~ {\"a\":1} {\"b\":2}",
                "[1, 2] | . as [$a] | .[0] = 9 | [$a, .] ~ [1,[9,2]]",
                "[[]] | . as [$a] | .[0] += [1] | [$a, .] ~ [[],[[1]]]",
                "reduce range(2) as $i ({l: []}; .l += [$i] | .m[$i] = .l) ~ {\"l\":[0,1],\"m\":[[0],[0,1]]}",
                "[1] | path(.) as $p | . + [2] | [$p, .] ~ [[],[1,2]]",
            })
    void values_that_others_hold_never_change(String program, String expected) {
        assertThat(JqRuns.run(program)).isEqualTo(expected);
        assertThat(JqRuns.run(program)).isEqualTo(expected);
    }

    @Test
    void the_input_and_the_variables_are_not_changed() {
        JsonNode input = JsonText.read("{\"a\":[1]}", 100);
        JsonNode variable = JsonText.read("[1]", 100);
        JqProgram program = JqProgram.compile(".a += [2] | .b = $v + [3]", List.of("v"));
        JqScope scope = new JqScope(Map.of("v", variable), JqRuns.NOW, new JqMeter(JqLimits.DEFAULT));

        assertThat(program.evaluate(input, scope).next()).hasToString("{\"a\":[1,2],\"b\":[1,3]}");
        assertThat(input).hasToString("{\"a\":[1]}");
        assertThat(variable).hasToString("[1]");
    }

    @Test
    void a_result_may_be_the_input_of_the_next_program_and_stays_as_it_is() {
        JqScope scope = new JqScope(Map.of(), JqRuns.NOW, new JqMeter(JqLimits.DEFAULT));
        JsonNode first = JqProgram.compile("{a: [range(2)]}", List.of())
                .evaluate(IntNode.valueOf(0), scope)
                .next();
        JsonNode second =
                JqProgram.compile(".a += [2]", List.of()).evaluate(first, scope).next();
        JsonNode child = JqProgram.compile(". + [9]", List.of())
                .evaluate(first.get("a"), scope)
                .next();

        assertThat(List.of(first, second, child)).hasToString("[{\"a\":[0,1]}, {\"a\":[0,1,2]}, [0,1,9]]");
    }

    @Test
    void only_the_variables_in_use_are_asked_for() {
        JqProgram program = JqProgram.compile("$a + $c | . as $d | $d", List.of("a", "b", "c"));

        assertThat(program.variables()).containsExactlyInAnyOrder("a", "c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> program.evaluate(
                        IntNode.valueOf(1),
                        new JqScope(Map.of("a", IntNode.valueOf(1)), JqRuns.NOW, new JqMeter(JqLimits.DEFAULT))))
                .withMessage("no value for $c");
    }

    @Test
    void time_is_what_the_scope_says_and_the_zone_is_utc() {
        assertThat(JqRuns.run("now")).isEqualTo("1772359200.25");
        assertThat(JqRuns.run("now | todate")).isEqualTo("\"2026-03-01T10:00:00Z\"");
        assertThat(JqRuns.run("0 | localtime | mktime")).isEqualTo("0");
        assertThat(JqRuns.run("0 | strflocaltime(\"%H:%M\")")).isEqualTo("\"00:00\"");
    }

    @Test
    void numbers_have_one_form() {
        List<JsonNode> results = JqRuns.results("1.0, 3e9, 9007199254740993, -0, 0.5", "null", meter());

        assertThat(results.get(0)).isEqualTo(IntNode.valueOf(1));
        assertThat(results.get(1)).isEqualTo(LongNode.valueOf(3_000_000_000L));
        assertThat(results.get(2)).isEqualTo(LongNode.valueOf(9_007_199_254_740_992L));
        assertThat(results.get(3)).isEqualTo(IntNode.valueOf(0));
        assertThat(results.get(4).doubleValue()).isEqualTo(0.5);
        assertThat(JqRuns.run("9223372036854775807 + 1")).isEqualTo("9223372036854776000");
    }

    @Test
    void objects_keep_the_order_of_their_keys() {
        assertThat(JqRuns.run("[keys, keys_unsorted, [.[]], to_entries[0].key]", "{\"b\":1,\"a\":2}"))
                .isEqualTo("[[\"a\",\"b\"],[\"b\",\"a\"],[1,2],\"b\"]");
    }

    @Test
    void an_error_carries_its_value_and_ends_the_results() {
        Iterator<JsonNode> results = JqRuns.iterator("1, error({a: 1}), 2", "null", meter());

        assertThat(results.next().intValue()).isEqualTo(1);
        assertThatExceptionOfType(JqException.class)
                .isThrownBy(results::hasNext)
                .satisfies(error -> assertThat(error.value()).hasToString("{\"a\":1}"));
        assertThat(results.hasNext()).isFalse();
    }

    @Test
    void a_try_does_not_catch_what_fails_after_it() {
        assertThat(JqRuns.run("try ((try 1 catch 2) | error(\"late\")) catch ."))
                .isEqualTo("\"late\"");
        assertThat(JqRuns.run("[.[] | try (if . == 2 then error(\"x\") else . end) catch 0]", "[1,2,3]"))
                .isEqualTo("[1,0,3]");
    }

    @Test
    void a_program_may_redefine_builtins_and_keywords_may_be_names_of_fields() {
        assertThat(JqRuns.run("def length: 7; [1] | length")).isEqualTo("7");
        assertThat(JqRuns.run("{if: 1, and: 2} | [.if, .and]")).isEqualTo("[1,2]");
    }

    private static JqMeter meter() {
        return new JqMeter(JqLimits.DEFAULT);
    }
}
