package io.landlord.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JqLimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "last(range(1e12))",
                "[range(1e9)]",
                "\"x\" * 1e9",
                "\"a\" | until(false; . + .)",
                "[1] | until(false; . + .)",
                ".[1e8] = 0",
                "[1] | until(false; [., .])",
                "{} | until(false; {a: ., b: .})",
                "reduce range(100) as $i ([1]; [., .]) | tojson",
                "reduce range(600) as $i (0; [.])",
                "[range(1e9)] | implode",
                "(\"a\" * 1e8) | @base64 | @base64 | @base64",
                "[[range(100)] | combinations(5)]",
                "def f: f; f",
                "def f: 1 + f; f",
                "def f: f, 1; f",
                "def f(g): f(g | g); f(.)",
                "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\" | test(\"(a+)+$\")",
                "(\"x\" * 1000000) | gsub(\"\"; \"-\")",
                "[limit(1e9; repeat(1))]",
                "reduce range(1e9) as $i ({}; .[$i | tostring] = $i)",
                "[range(1e6)] | . - .",
                "(\"ab\" * 1e7) | [., ., ., ., ., ., .]",
            })
    void a_runaway_program_ends_in_a_limit_soon_and_no_try_catches_it(String program) {
        String guarded = "try (" + program + ") catch \"caught\", \"after\"";

        Assertions.assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThatExceptionOfType(JqLimitException.class)
                        .isThrownBy(() -> JqRuns.run(guarded + "? // 1")));
    }

    @Test
    void results_before_the_limit_are_given() {
        Iterator<JsonNode> results = JqRuns.iterator("1, last(range(1e12))", "null", new JqMeter(JqLimits.DEFAULT));

        assertThat(results.next().intValue()).isEqualTo(1);
        assertThatExceptionOfType(JqLimitException.class).isThrownBy(results::hasNext);
    }

    @Test
    void results_are_computed_only_when_asked_for() {
        assertThat(JqRuns.run("first(range(1e12))")).isEqualTo("0");
        Iterator<JsonNode> results = JqRuns.iterator("range(1e12)", "null", new JqMeter(JqLimits.DEFAULT));
        assertThat(List.of(results.next().intValue(), results.next().intValue()))
                .containsExactly(0, 1);
    }

    @Test
    void the_same_evaluation_takes_the_same_steps() {
        JqMeter first = new JqMeter(JqLimits.DEFAULT);
        JqMeter second = new JqMeter(JqLimits.DEFAULT);
        String program = "[.[] | select(. > 1)] | map(tostring) | join(\",\") | test(\"[0-9]+\")";

        assertThat(JqRuns.results(program, "[1,2,3]", first)).isEqualTo(JqRuns.results(program, "[1,2,3]", second));
        assertThat(first.steps()).isEqualTo(second.steps()).isPositive();
    }

    @Test
    void evaluations_may_share_one_budget() {
        JqMeter meter = new JqMeter(new JqLimits(1_000, 1_000_000, 512));

        assertThatExceptionOfType(JqLimitException.class).isThrownBy(() -> {
            for (int i = 0; i < 1_000; i++) {
                assertThat(JqRuns.results("1 + 1", "null", meter)).hasSize(1);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def f: if . < 1e6 then . + 1 | f else . end; 0 | f",
                "0 | until(. >= 1e6; . + 1)",
                "reduce range(1e6) as $i (0; . + 1)",
                "last(range(1e6 + 1))",
            })
    void long_loops_need_no_stack(String program) {
        JqMeter meter = new JqMeter(new JqLimits(100_000_000, 1_000_000, 512));

        assertThat(JqRuns.results(program, "null", meter).getFirst().intValue()).isEqualTo(1_000_000);
    }

    @Test
    void recursion_over_data_needs_no_stack() {
        JqMeter meter = new JqMeter(new JqLimits(100_000_000, 1_000_000_000, 20_000));
        String nest = "reduce range(9000) as $i (1; [.])";

        assertThat(JqRuns.results(nest + " | flatten == [1]", "null", meter)).hasToString("[true]");
        assertThat(JqRuns.results(nest + " | [..] | length", "null", meter)).hasToString("[9001]");
        assertThat(JqRuns.results(nest + " | . == . and (tojson | fromjson) == .", "null", meter))
                .hasToString("[true]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reduce range(100000) as $i ([]; . + [$i]) | length",
                "reduce range(100000) as $i ([]; .[$i] = $i) | length",
                "reduce range(100000) as $i ({}; .[\"k\\($i)\"] += 1) | length",
                "reduce range(100000) as $i ({}; . + {\"k\\($i)\": 1}) | length",
                "reduce range(100000) as $i ({a: {b: []}}; .a.b += [$i]) | .a.b | length",
                "reduce range(100000) as $i ({a: []}; .a[.a | length] = $i) | .a | length",
                "reduce range(100000) as $i ({n: 0, l: []}; .n += 1 | .l[.n - 1] = $i) | .l | length",
            })
    void growing_a_value_in_a_reduce_is_linear(String program) {
        assertThat(JqRuns.run(program)).isEqualTo("100000");
    }
}
