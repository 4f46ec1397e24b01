package io.landlord.machine;

import static io.landlord.machine.Programs.attempt;
import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.catchAll;
import static io.landlord.machine.Programs.choose;
import static io.landlord.machine.Programs.each;
import static io.landlord.machine.Programs.eachWhile;
import static io.landlord.machine.Programs.fork;
import static io.landlord.machine.Programs.json;
import static io.landlord.machine.Programs.link;
import static io.landlord.machine.Programs.list;
import static io.landlord.machine.Programs.on;
import static io.landlord.machine.Programs.otherwise;
import static io.landlord.machine.Programs.raise;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.machine.program.Program;
import org.junit.jupiter.api.Test;

/** Order, data and flow (docs/language.md, "Order and data" and "Flow"). */
class FlowTest {
    @Test
    void a_workflow_is_a_task_whose_children_are_numbered_as_they_are_started() {
        Host host = Host.started(workflow(
                set("a", "1"),
                list("b", set("c", "2"), set("d", "3")),
                each("e", "[7, 8]", set("f", "'${ $item }'"), set("g", "'${ . + $index }'"))));

        assertThat(host.output()).isEqualTo(json("9"));
        assertThat(host.entries())
                .containsExactly(
                        "  succeeded",
                        "0 /do/0/a completed",
                        "1 /do/1/b completed",
                        "1/0 /do/1/b/do/0/c completed",
                        "1/1 /do/1/b/do/1/d completed",
                        "2 /do/2/e completed",
                        "2/0/0 /do/2/e/do/0/f completed",
                        "2/0/1 /do/2/e/do/1/g completed",
                        "2/1/0 /do/2/e/do/0/f completed",
                        "2/1/1 /do/2/e/do/1/g completed");
    }

    @Test
    void a_task_entered_again_by_a_backward_then_has_another_path() {
        Host host = Host.started(workflow(set("count", "'${ . + 1 }'"), choose("again", on(". < 2", "count"))), "0");

        assertThat(host.entries())
                .containsExactly(
                        "  succeeded",
                        "0 /do/0/count completed",
                        "1 /do/1/again completed",
                        "2 /do/0/count completed",
                        "3 /do/1/again completed");
    }

    @Test
    void a_skipped_task_passes_its_raw_input_on_and_its_then_is_not_followed() {
        Host host = Host.started(
                workflow(
                        set("a", "1")
                                .onlyIf(".no")
                                .inputFrom("'${ .x }'")
                                .exportAs("9")
                                .then("end"),
                        set("b", "{got: '${ . }', context: '${ $context }'}")),
                "{x: 5}");

        assertThat(host.output()).isEqualTo(json("{got: {x: 5}, context: {x: 5}}"));
        assertThat(host.entries()).contains("0 /do/0/a skipped");
    }

    @Test
    void input_output_and_export_are_transformed_in_turn() {
        Host host = Host.started(
                workflow(
                        set("a", "{seen: '${ . }', raw: '${ $task.input }'}")
                                .inputFrom("'${ .x }'")
                                .outputAs("{out: '${ .seen + $input }'}")
                                .exportAs("{out: '${ .out }', also: '${ $output.out }', before: '${ $context.x }'}"),
                        set("b", "['${ . }', '${ $context }']")),
                "{x: 5}");

        assertThat(host.output()).isEqualTo(json("[{out: 10}, {out: 10, also: 10, before: 5}]"));
    }

    @Test
    void the_first_context_is_the_workflows_transformed_input() {
        Host host = Host.started(
                link(list("", set("a", "'${ $context }'"))
                        .inputFrom("'${ .x }'")
                        .outputAs("['${ . }']")),
                "{x: 5}");

        assertThat(host.output()).isEqualTo(json("[5]"));
    }

    @Test
    void an_expression_of_the_workflow_itself_fails_at_its_own_pointer() {
        Program program = link(list("", set("a", "1")).outputAs("'${ error(\"no\") }'"));

        assertThat(Host.started(program).error().pointer()).isEqualTo("/output/as");
    }

    @Test
    void a_switch_takes_the_first_case_that_holds_or_the_default_or_its_own_then() {
        Program program = workflow(
                choose("s", otherwise("d"), on(". == 1", "one"), on(". < 3", "two")),
                set("one", "'one'").then("end"),
                set("two", "'two'").then("end"),
                set("d", "'default'"));
        assertThat(Host.started(program, "1").output()).isEqualTo(json("'one'"));
        assertThat(Host.started(program, "2").output()).isEqualTo(json("'two'"));
        assertThat(Host.started(program, "5").output()).isEqualTo(json("'default'"));

        Program without = workflow(
                choose("s", on("false", "exit")).then("b"), set("a", "1").then("end"), set("b", "2"));
        assertThat(Host.started(without).output()).isEqualTo(json("2"));
    }

    @Test
    void a_loop_hands_each_output_to_the_next_iteration() {
        assertThat(Host.started(workflow(each("l", "[1, 2, 3]", set("s", "'${ . + $item }'"))), "10")
                        .output())
                .isEqualTo(json("16"));
        assertThat(Host.started(workflow(each("l", "[]", set("s", "1"))), "10").output())
                .isEqualTo(json("10"));
    }

    @Test
    void a_while_is_asked_before_each_iteration_with_item_and_index() {
        Program program = workflow(eachWhile("l", "[1, 2, 3]", "$item + $index < 5", set("s", "'${ . + $item }'")));

        assertThat(Host.started(program, "0").output()).isEqualTo(json("3"));
    }

    @Test
    void a_loop_over_what_is_no_array_is_an_expression_error() {
        Host host = Host.started(workflow(each("l", "'${ . }'", set("s", "1"))));

        assertThat(host.error().type()).endsWith("/errors/expression");
        assertThat(host.error().pointer()).isEqualTo("/do/0/l");
    }

    @Test
    void exit_leaves_the_innermost_list_and_in_a_loop_the_iteration() {
        assertThat(Host.started(workflow(list("l", set("a", "1").then("exit"), set("b", "2")), set("c", "['${ . }']")))
                        .output())
                .isEqualTo(json("[1]"));
        assertThat(Host.started(
                                workflow(each(
                                        "l",
                                        "[1, 2]",
                                        set("a", "'${ . + $item }'").then("exit"),
                                        set("b", "99"))),
                                "0")
                        .output())
                .isEqualTo(json("3"));
        assertThat(Host.started(workflow(
                                attempt("t", catchAll(), set("a", "1").then("exit"), set("b", "2")),
                                set("c", "['${ . }']")))
                        .output())
                .isEqualTo(json("[1]"));
        assertThat(Host.started(workflow(
                                attempt(
                                        "t",
                                        catchAll().run(set("a", "1").then("exit"), set("b", "2")),
                                        raise("r", "x", 400)),
                                set("c", "['${ . }']")))
                        .output())
                .isEqualTo(json("[1]"));
        assertThat(Host.started(workflow(
                                fork("f", list("b1", set("a", "1").then("exit"), set("b", "2")), set("b2", "3"))))
                        .output())
                .isEqualTo(json("[1, 3]"));
        assertThat(Host.started(workflow(set("a", "1").then("exit"), set("b", "2")))
                        .output())
                .isEqualTo(json("1"));
    }

    @Test
    void end_goes_straight_to_the_workflows_output_and_cancels_what_is_beside() {
        Host host = Host.started(link(list(
                        "",
                        list(
                                        "outer",
                                        fork(
                                                "f",
                                                call("a"),
                                                list(
                                                        "b",
                                                        each(
                                                                "l",
                                                                "[1, 2]",
                                                                call("h")
                                                                        .exportAs("'c'")
                                                                        .then("end")))))
                                .outputAs("'never'")
                                .timeout("PT1H"))
                .outputAs("['${ . }', '${ $context }']")));
        host.done("h", "'done'");

        assertThat(host.output()).isEqualTo(json("['done', 'c']"));
        assertThat(host.open).isEmpty();
        assertThat(host.entries())
                .containsExactly(
                        "  succeeded",
                        "0 /do/0/outer completed",
                        "0/0 /do/0/outer/do/0/f completed",
                        "0/0/1 /do/0/outer/do/0/f/fork/branches/1/b completed",
                        "0/0/1/0 /do/0/outer/do/0/f/fork/branches/1/b/do/0/l completed",
                        "0/0/1/0/0/0 /do/0/outer/do/0/f/fork/branches/1/b/do/0/l/do/0/h completed");
    }

    @Test
    void the_failed_attempts_of_a_try_that_is_left_by_end_are_kept() {
        Host host = Host.started(workflow(attempt(
                "t", catchAll().retry(Node.Again.times(1, null)), call("h").then("end"))));
        host.fail("h", 503);
        host.done("h", "1");

        assertThat(host.trace.toJson().get(1).get("failedAttempts")).hasSize(1);
    }

    @Test
    void the_then_of_a_catch_takes_the_place_of_the_tasks_own() {
        Program program = workflow(
                attempt("t", catchAll().then("end"), raise("r", "x", 400)).then("b"), set("a", "1"), set("b", "2"));

        assertThat(Host.started(program, "'kept'").output()).isEqualTo(json("'kept'"));
    }

    @Test
    void an_expression_without_a_result_is_null_and_with_two_an_error() {
        assertThat(Host.started(workflow(set("a", "['${ empty }']"))).output()).isEqualTo(json("[null]"));
        assertThat(Host.started(workflow(set("a", "'${ 1, 2 }'"))).error().type())
                .endsWith("/errors/expression");
    }
}
