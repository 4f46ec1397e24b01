package io.landlord.machine;

import static io.landlord.machine.Programs.attempt;
import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.catchAll;
import static io.landlord.machine.Programs.fork;
import static io.landlord.machine.Programs.json;
import static io.landlord.machine.Programs.race;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Branches at the same time (docs/language.md, "Fork"). */
class ForkTest {
    @Test
    void a_join_gives_the_outputs_as_declared_in_whatever_order_they_come() {
        Host host = Host.started(workflow(fork("f", call("a"), call("b"), call("c"))));
        host.done("c", "3");
        host.done("a", "1");
        host.done("b", "2");

        assertThat(host.output()).isEqualTo(json("[1, 2, 3]"));
    }

    @Test
    void a_join_merges_what_the_branches_changed_in_the_order_they_are_declared() {
        Host host = Host.started(
                workflow(
                        fork(
                                "f",
                                call("a").exportAs("{same: 0, both: 'a', added: 1}"),
                                call("b").exportAs("{same: 0, gone: 1, both: 'b'}")),
                        set("s", "'${ $context }'")),
                "{same: 0, gone: 1, both: ''}");
        host.done("b", "1");
        host.done("a", "1");

        assertThat(host.output()).isEqualTo(json("{same: 0, both: 'b', added: 1}"));
    }

    @Test
    void a_context_that_is_no_object_replaces_the_whole() {
        Host host = Host.started(workflow(
                fork("f", set("a", "1").exportAs("{a: 1}"), set("b", "1").exportAs("'b'")),
                set("s", "'${ $context }'")));

        assertThat(host.output()).isEqualTo(json("'b'"));
    }

    @Test
    void each_branch_sees_the_context_as_it_was() {
        Host host = Host.started(
                workflow(fork("f", set("a", "1").exportAs("{x: 2}"), set("b", "'${ $context.x }'"))), "{x: 1}");

        assertThat(host.output()).isEqualTo(json("[1, 1]"));
    }

    @Test
    void the_first_fault_decides_a_join_and_leaves_the_context_as_it_was() {
        Host host = Host.started(
                workflow(attempt(
                        "t",
                        catchAll().run(set("s", "['${ $error.status }', '${ $context }']")),
                        fork("f", call("a").exportAs("{x: 2}"), call("b"), call("c")))),
                "{x: 1}");
        host.done("a", "1");
        CommandId beside = host.call("b").id();
        host.fail("c", 503);

        assertThat(host.output()).isEqualTo(json("[503, {x: 1}]"));
        assertThat(host.commands).contains(new Command.Cancel(beside));
        assertThat(host.entries()).doesNotContain("0/0/0/0 /do/0/t/try/0/f/fork/branches/0/a completed");
    }

    @Test
    void the_first_success_decides_a_race_with_its_output_and_context() {
        Host host = Host.started(workflow(
                race("f", call("a"), call("b").exportAs("'b'"), call("c")), set("s", "['${ . }', '${ $context }']")));
        host.fail("a", 500);
        CommandId beside = host.call("c").id();
        host.done("b", "2");

        assertThat(host.output()).isEqualTo(json("[2, 'b']"));
        assertThat(host.commands).contains(new Command.Cancel(beside));
        assertThat(host.entries())
                .containsExactly(
                        "  succeeded",
                        "0 /do/0/f completed",
                        "0/1 /do/0/f/fork/branches/1/b completed",
                        "1 /do/1/s completed");
    }

    @Test
    void when_all_fail_in_a_race_the_fault_of_the_first_declared_is_raised() {
        Host host = Host.started(workflow(race("f", call("a"), call("b"))));
        host.fail("b", 502);
        host.fail("a", 501);

        assertThat(host.error().status()).isEqualTo(501);
        assertThat(host.entries()).hasSize(4);
    }

    @Test
    void a_fork_without_branches_gives_an_empty_array() {
        assertThat(Host.started(workflow(fork("f"))).output()).isEqualTo(json("[]"));
    }
}
