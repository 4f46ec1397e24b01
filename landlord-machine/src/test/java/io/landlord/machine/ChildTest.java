package io.landlord.machine;

import static io.landlord.machine.Programs.attempt;
import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.catchAll;
import static io.landlord.machine.Programs.each;
import static io.landlord.machine.Programs.json;
import static io.landlord.machine.Programs.launch;
import static io.landlord.machine.Programs.run;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionState;
import io.landlord.machine.journal.Journal;
import io.landlord.machine.journal.JournalEntry;
import io.landlord.machine.program.WorkflowReference;
import io.landlord.machine.trace.TraceEvent;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code run: workflow}. */
class ChildTest {
    private Host host = Host.started(workflow(set("unused", "{}")));

    @AfterEach
    void foldsToTheSame() {
        host.assertJournalFoldsToTheSame();
    }

    @Test
    void a_child_is_started_with_its_input_and_its_output_is_the_tasks() {
        host = Host.started(workflow(run("ship", "shipping", "{to: '${ .city }'}")), "{city: 'Ulm'}");

        Command.StartChild child = host.child();
        assertThat(child.workflow()).isEqualTo(new WorkflowReference("tests", "shipping", "1.0.0"));
        assertThat(child.input()).isEqualTo(json("{to: 'Ulm'}"));
        assertThat(child.await()).isTrue();
        assertThat(child.pointer()).isEqualTo("/do/0/ship");
        assertThat(child.id()).hasToString("0!child.0");
        host.childDone("{parcel: 7}");

        assertThat(host.output()).isEqualTo(json("{parcel: 7}"));
    }

    @Test
    void that_a_child_has_started_changes_nothing_for_a_task_that_waits() {
        host = Host.started(workflow(run("ship", "shipping", "{}"))).reloading();

        host.childStarted();

        host.assertOpenIsKnown();
        assertThat(host.told)
                .anyMatch(told -> told instanceof TraceEvent.ChildStarted started
                        && started.execution().equals("child-execution"));
        host.childDone("1");
        assertThat(host.output()).isEqualTo(json("1"));
    }

    @Test
    void a_child_that_is_not_awaited_lets_the_task_go_on_with_its_input_once_it_has_started() {
        host = Host.started(workflow(launch("ship", "shipping", "{}")), "{n: 1}")
                .reloading();

        assertThat(host.child().await()).isFalse();
        host.childStarted();

        assertThat(host.output()).isEqualTo(json("{n: 1}"));
    }

    @Test
    void a_child_that_cannot_be_started_fails_its_task_also_when_it_is_not_awaited() {
        host = Host.started(workflow(launch("ship", "shipping", "{}")));

        host.childFailed(400);

        assertThat(host.error().status()).isEqualTo(400);
    }

    @Test
    void the_error_of_a_child_is_that_of_its_task() {
        host = Host.started(workflow(run("ship", "shipping", "{}"))).reloading();

        host.childFailed(503);

        assertThat(host.error().type())
                .isEqualTo("https://open-workflow-specification.org/spec/1.0.0/errors/communication");
        assertThat(host.error().status()).isEqualTo(503);
        assertThat(host.error().detail()).isEqualTo("answer 503");
        assertThat(host.error().pointer()).isEqualTo("/do/0/ship");
        assertThat(host.outcome().state()).isEqualTo(ExecutionState.FAILED);
    }

    @Test
    void a_rerun_of_the_try_around_it_starts_another_child() {
        host = Host.started(
                workflow(attempt("again", catchAll().retry(Node.Again.times(1, null)), run("ship", "shipping", "{}"))));
        CommandId first = host.child().id();

        host.childFailed(503);

        assertThat(host.child().id()).isNotEqualTo(first).hasToString("0/0@1/0!child.0");
        host.childDone("2");
        assertThat(host.output()).isEqualTo(json("2"));
    }

    @Test
    void each_iteration_has_a_child_of_its_own() {
        host = Host.started(workflow(each("all", "[1, 2]", run("ship", "shipping", "{n: '${ $item }'}"))));

        assertThat(host.child().input()).isEqualTo(json("{n: 1}"));
        host.childDone("1");
        assertThat(host.child().input()).isEqualTo(json("{n: 2}"));
        host.childDone("2");

        assertThat(host.output()).isEqualTo(json("2"));
    }

    @Test
    void a_timeout_takes_the_child_back() {
        host = Host.started(workflow(run("ship", "shipping", "{}").timeout("PT10S")))
                .reloading();
        CommandId id = host.child().id();

        host.advance(Duration.ofSeconds(10));

        assertThat(host.commands).contains(new Command.Cancel(id));
        assertThat(host.error().status()).isEqualTo(408);
    }

    @Test
    void a_cancel_takes_the_child_back_and_what_it_answers_later_is_ignored() {
        host = Host.started(workflow(run("ship", "shipping", "{}")));
        CommandId id = host.child().id();

        host.cancel();
        host.apply(new Event.ChildDone(host.now, id, json("1")));

        assertThat(host.commands).contains(new Command.Cancel(id));
        assertThat(host.outcome().state()).isEqualTo(ExecutionState.CANCELLED);
    }

    @Test
    void a_child_that_timed_out_fails_its_parent_and_does_not_time_it_out() {
        host = Host.started(workflow(run("ship", "shipping", "{}")));

        host.apply(new Event.ChildFailed(
                host.now,
                host.child().id(),
                Fault.standard(io.landlord.api.execution.StandardError.TIMEOUT, "/do", "too long")));

        assertThat(host.outcome().state()).isEqualTo(ExecutionState.FAILED);
        assertThat(host.error().status()).isEqualTo(408);
    }

    @Test
    void a_completed_child_is_compensated_like_any_task() {
        host = Host.started(workflow(
                run("ship", "shipping", "{}").compensate(run("fetch", "returns", "{parcel: '${ $output.parcel }'}")),
                call("boom")));

        host.childDone("{parcel: 7}");
        host.fail("boom", 400);

        assertThat(host.child().workflow().name()).isEqualTo("returns");
        assertThat(host.child().input()).isEqualTo(json("{parcel: 7}"));
        host.childDone("1");
        assertThat(host.outcome().compensated()).isEqualTo(1);
    }

    @Test
    void the_events_of_children_go_through_the_journals_json() {
        host = Host.started(workflow(run("a", "shipping", "{}"), run("b", "shipping", "{}")));
        host.childStarted();
        host.childDone("null");
        host.childFailed(404);

        for (JournalEntry entry : host.journal) {
            assertThat(Journal.read(Journal.write(entry))).isEqualTo(entry);
        }
    }
}
