package io.landlord.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.machine.program.Program;
import io.landlord.machine.trace.Sink;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every program and every order of events. A failure names the seed that shows it. */
class MachinePropertiesTest {
    private static final int PROGRAMS = 100;

    private interface Check {
        void of(long seed, Program program);
    }

    private static void forWildPrograms(Check check) {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            try {
                check.of(seed, RandomProgram.wild(seed));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("with seed " + seed + ": " + broken.getMessage(), broken);
            }
        }
    }

    @Test
    void random_programs_end_in_every_way_an_execution_can_end() {
        Set<Object> ends = new HashSet<>();
        forWildPrograms((seed, program) -> {
            Host host = new Host(program);
            new RandomRun(host, seed, false).run();
            ends.add(host.outcome().state());
            ends.add(host.outcome().compensated() > 0 ? "compensated" : "plain");
            ends.add(host.outcome().compensationError() == null ? "clean" : "with a compensation's error");
        });

        assertThat(ends).hasSize(7);
    }

    @Test
    void an_execution_goes_on_from_its_json_as_from_itself() {
        forWildPrograms((seed, program) -> {
            Host plain = new Host(program);
            Host reloading = new Host(program).reloading();
            new RandomRun(plain, seed, false).run();
            new RandomRun(reloading, seed, false).run();

            assertThat(reloading.commands).isEqualTo(plain.commands);
            assertThat(reloading.told).isEqualTo(plain.told);
            assertThat(reloading.state).isEqualTo(plain.state);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void the_size_of_the_slices_changes_nothing(int slice) {
        forWildPrograms((seed, program) -> {
            Host whole = new Host(program, Integer.MAX_VALUE);
            Host sliced = new Host(program, slice).reloading();
            new RandomRun(whole, seed, false).run();
            new RandomRun(sliced, seed, false).run();

            assertThat(sliced.commands).isEqualTo(whole.commands);
            assertThat(sliced.told).isEqualTo(whole.told);
            assertThat(sliced.state).isEqualTo(whole.state);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10_000})
    void a_journal_folds_to_the_state_and_the_trace_of_the_run(int slice) {
        forWildPrograms((seed, program) -> {
            Host host = new Host(program, slice);
            new RandomRun(host, seed, false).run();

            host.assertJournalFoldsToTheSame();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void a_journal_whose_events_came_between_slices_folds_to_the_same(int slice) {
        forWildPrograms((seed, program) -> {
            Host host = new Host(program, slice);
            new RandomRun(host, seed, false).runHastily();

            host.assertJournalFoldsToTheSame();
        });
    }

    @Test
    void events_that_come_twice_change_nothing_but_the_time() {
        forWildPrograms((seed, program) -> {
            Host host = new Host(program);
            new RandomRun(host, seed, false).run();
            State state = State.initial(program.hash());
            Instant later = host.now.plusSeconds(60);
            for (var entry : host.journal) {
                state = settled(program, Machine.apply(program, state, entry.event(), Budget.SLICE, Sink.NONE));
                if (isAnswer(entry.event())) {
                    Step again = Machine.apply(program, state, at(entry.event(), later), Budget.SLICE, Sink.NONE);
                    assertThat(again.commands()).isEmpty();
                    assertThat(StateCodec.encode(again.state())).isEqualTo(StateCodec.encode(withNow(state, later)));
                }
            }
        });
    }

    private static State settled(Program program, Step step) {
        Step reached = step;
        while (reached.more()) {
            reached = Machine.run(program, reached.state(), Budget.SLICE, Sink.NONE);
        }
        return reached.state();
    }

    private static boolean isAnswer(Event event) {
        return event instanceof Event.CallDone
                || event instanceof Event.CallFailed
                || event instanceof Event.ChildDone
                || event instanceof Event.ChildFailed
                || event instanceof Event.TimerFired;
    }

    private static Event at(Event event, Instant at) {
        return switch (event) {
            case Event.CallDone done -> new Event.CallDone(at, done.id(), done.result());
            case Event.CallFailed failed -> new Event.CallFailed(at, failed.id(), failed.failure());
            case Event.ChildDone done -> new Event.ChildDone(at, done.id(), done.output());
            case Event.ChildFailed failed -> new Event.ChildFailed(at, failed.id(), failed.error());
            case Event.TimerFired fired -> new Event.TimerFired(at, fired.id());
            default -> event;
        };
    }

    private static State withNow(State state, Instant now) {
        return new State(
                state.format(),
                state.semantics(),
                state.program(),
                state.execution(),
                state.startedAt(),
                now,
                state.steps(),
                state.phase(),
                state.paused(),
                state.unfinished(),
                state.input(),
                state.root(),
                state.undoable(),
                state.inbox(),
                state.outcome());
    }

    @Test
    void the_order_of_events_changes_no_id_and_no_output_where_nothing_races() {
        for (long seed = 0; seed < PROGRAMS; seed++) {
            Program program = RandomProgram.tame(seed);
            Host first = tameRun(program, 0);
            for (long order = 1; order < 4; order++) {
                Host other = tameRun(program, order);

                assertThat(other.outcome()).as("seed %d", seed).isEqualTo(first.outcome());
                assertThat(ids(other)).as("seed %d", seed).isEqualTo(ids(first));
                assertThat(other.trace.toString()).as("seed %d", seed).isEqualTo(first.trace.toString());
            }
        }
    }

    private static Host tameRun(Program program, long order) {
        Host host = new Host(program).reloading();
        new RandomRun(host, order, true).run();
        return host;
    }

    private static List<String> ids(Host host) {
        return host.commands.stream()
                .map(command -> command.id().toString())
                .sorted()
                .toList();
    }
}
