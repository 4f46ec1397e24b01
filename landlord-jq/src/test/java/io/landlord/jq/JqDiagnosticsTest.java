package io.landlord.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JqDiagnosticsTest {

    @Test
    void an_unknown_function_is_shown_with_its_column_and_the_nearest_name() {
        JqProblem problem = only(".items | legnth");

        assertThat(problem).isEqualTo(new JqProblem(9, 6, 1, 10, "legnth/0 is not defined", "did you mean length?"));
    }

    @Test
    void an_unknown_variable_is_shown_with_the_nearest_bound_name() {
        JqProblem problem = only("1 as $total |\n  $totl + 1");

        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.column()).isEqualTo(3);
        assertThat(problem.length()).isEqualTo(5);
        assertThat(problem.message()).isEqualTo("$totl is not defined");
        assertThat(problem.hint()).isEqualTo("did you mean $total?");
    }

    @Test
    void a_variable_of_the_caller_can_be_the_one_that_was_meant() {
        JqSyntaxException error =
                catchThrowableOfType(JqSyntaxException.class, () -> JqProgram.compile("$contxt.a", List.of("context")));

        assertThat(error.problems().getFirst().hint()).isEqualTo("did you mean $context?");
    }

    @Test
    void a_wrong_number_of_arguments_is_shown_with_the_right_one() {
        assertThat(only("map").hint()).isEqualTo("map takes 1 argument");
        assertThat(only("range").hint()).isEqualTo("range takes 1 or 2 or 3 arguments");
    }

    @Test
    void a_break_without_its_label_is_a_problem() {
        assertThat(only("label $out | break $ou").hint()).isEqualTo("did you mean $out?");
    }

    @Test
    void all_unknown_names_are_found_in_one_run() {
        assertThat(problems("foo + $bar | baz(1)"))
                .extracting(JqProblem::message)
                .containsExactly("foo/0 is not defined", "$bar is not defined", "baz/1 is not defined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input",
                "inputs",
                "input_filename",
                "input_line_number",
                "env",
                "halt",
                "halt_error",
                "halt_error(1)",
                "get_search_list",
                "modulemeta",
                "$ENV",
                "$__prog_args",
                "import \"a\" as a; 1",
                "include \"a\"; 1",
                "module {}; 1"
            })
    void what_reaches_out_of_the_program_is_refused_by_name(String program) {
        String name = program.replaceAll("[ (].*", "");

        assertThat(only(program).message()).isEqualTo(name + " is not available here");
        assertThat(only(program).column()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                ".a | ~ 5 ~ unexpected end of the expression",
                "(1 ~ 3 ~ unexpected end of the expression, expected ')'",
                "[1,, 2] ~ 4 ~ unexpected ','",
                "{1: 2} ~ 2 ~ an object's key must be a name, a string, a variable or an expression in parentheses",
                "1 == 2 == 3 ~ 8 ~ unexpected '==' after a first '=='",
                "if . then 1 ~ 12 ~ unexpected end of the expression, expected 'end'",
                "\"abc ~ 1 ~ the string is not closed",
                ". & 1 ~ 3 ~ unexpected character '&'",
                "@base46 ~ 1 ~ @base46 is not a format",
            })
    void a_mistake_is_shown_where_it_is(String program, int column, String message) {
        JqProblem problem = only(program.strip());

        assertThat(problem.message()).isEqualTo(message);
        assertThat(problem.column()).isEqualTo(column);
    }

    @Test
    void sources_that_are_too_long_or_too_deep_are_problems_and_not_crashes() {
        assertThat(only(" ".repeat(70_000)).message()).contains("longer than 65536");
        assertThat(only("(".repeat(20_000)).message()).contains("nests deeper than 400");
        assertThat(only("-".repeat(20_000) + "1").message()).contains("nests deeper than 400");
        assertThat(only("1" + "+1".repeat(20_000)).message()).contains("nests deeper than 400");
        assertThat(only("." + "a.".repeat(20_000) + "a").message()).contains("nests deeper than 400");
        assertThat(only("if 1 then 2 el" + "if 1 then 2 el".repeat(4_000)).message())
                .contains("nests deeper than 400");
    }

    @Test
    void long_pipes_and_lists_are_not_deep() {
        assertThat(JqRuns.run("1" + "|.+1".repeat(10_000))).isEqualTo("10001");
        assertThat(JqRuns.run("[1" + ",1".repeat(10_000) + "]|length")).isEqualTo("10001");
    }

    private static JqProblem only(String program) {
        List<JqProblem> problems = problems(program);
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private static List<JqProblem> problems(String program) {
        return catchThrowableOfType(JqSyntaxException.class, () -> JqProgram.compile(program, List.of()))
                .problems();
    }
}
