package io.landlord.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.event.EventMessage;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.Budget;
import io.landlord.machine.Command;
import io.landlord.machine.Event;
import io.landlord.machine.Machine;
import io.landlord.machine.State;
import io.landlord.machine.Step;
import io.landlord.machine.journal.JournalEntry;
import io.landlord.machine.move.Difference;
import io.landlord.machine.move.Move;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.Sink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Which executions can be moved to which versions (docs/adr/0013-moving.md). */
class MoveTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final List<JournalEntry> journal = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();

    private static Program program(String rest) {
        TaskHandlers handlers = new TaskHandlers();
        for (String name : List.of("a", "b", "undo")) {
            handlers.register(new TaskHandler() {
                @Override
                public String name() {
                    return name;
                }

                @Override
                public JsonNode handle(JsonNode arguments, TaskContext context) {
                    return arguments;
                }
            });
        }
        Compilation compilation = DefinitionCompiler.compile(
                WorkflowSpec.of("w", "document: {dsl: '1.0.3', namespace: test, name: w, version: '1.0.0'}\n" + rest),
                handlers,
                DefinitionCompiler.Mode.DEPLOY);
        assertThat(compilation.diagnostics()).isEmpty();
        return Objects.requireNonNull(compilation.program());
    }

    private State start(Program program) {
        return take(program, State.initial(program.hash()), new Event.Started(NOW, "e", NOTHING));
    }

    private State take(Program program, State state, Event event) {
        journal.add(new JournalEntry(state.steps(), event));
        Step step = Machine.apply(program, state, event, Budget.SLICE, Sink.NONE);
        commands.addAll(step.commands());
        while (step.more()) {
            step = Machine.run(program, step.state(), Budget.SLICE, Sink.NONE);
            commands.addAll(step.commands());
        }
        return step.state();
    }

    private State answer(Program program, State state) {
        Command call = commands.removeFirst();
        return take(program, state, new Event.CallDone(NOW, call.id(), NOTHING));
    }

    private Difference difference(Program from, Program to) {
        Optional<Difference> difference = Move.difference(from, to, journal);
        assertThat(difference).isPresent();
        return difference.get();
    }

    @Test
    void a_moved_state_has_the_other_programs_tasks_and_goes_on_with_it() {
        Program one = program("""
                do:
                - both:
                    fork:
                      branches:
                      - left:
                          try:
                          - inner: {call: a}
                          catch: {do: [{c: {set: {x: 1}}}]}
                      - right: {call: b}
                - last: {set: {version: 1}}
                """);
        Program two = program("""
                do:
                - both:
                    fork:
                      branches:
                      - left:
                          try:
                          - inner: {call: a}
                          - more: {call: b}
                          catch: {do: [{c0: {set: {x: 0}}}, {c: {set: {x: 1}}}]}
                      - right: {call: b}
                - last: {set: {version: 2}}
                """);
        State state = start(one);

        assertThat(Move.difference(one, two, journal)).isEmpty();
        State moved = Move.onto(one, two, state);

        assertThat(moved.program()).isEqualTo(two.hash());
        assertThat(Machine.open(two, moved)).isEqualTo(Machine.open(one, state));
        moved = answer(two, moved);
        moved = answer(two, moved);
        moved = answer(two, moved);
        assertThat(Objects.requireNonNull(moved.outcome()).output())
                .isEqualTo(JsonNodeFactory.instance.objectNode().put("version", 2));
    }

    @Test
    void a_difference_names_the_event_and_the_task() {
        Program one = program("do: [{a: {call: a}}, {s: {set: {x: 1}}}, {b: {call: b}}]");
        Program two = program("do: [{a: {call: a}}, {s: {set: {x: 2}}}, {b: {call: b}}]");
        State before = start(one);
        assertThat(Move.difference(one, two, journal)).isEmpty();
        State ignored = answer(one, before);

        Difference difference = difference(one, two);

        assertThat(difference.event()).isEqualTo(2);
        assertThat(difference.pointer()).isEqualTo("/do/1/s");
        assertThat(difference.refusal("w:1", "2").getMessage())
                .startsWith("execution 'w:1' cannot be moved to version '2': after the result of the task '/do/0/a' it"
                        + " went on with the end of the task '/do/1/s' with the output {\"x\":1}; version '2' would"
                        + " have gone on with the end of the task '/do/1/s' with the output {\"x\":2}");
    }

    @Test
    void a_version_that_would_have_gone_on_is_refused() {
        Program one = program("do: [{a: {set: {p: '100 %s'}}}, {w: {wait: PT1H}}]");
        Program two = program("do: [{a: {set: {p: '100 %s'}}}, {w: {set: {x: 1}}}]");
        State ignored = start(one);

        assertThat(difference(one, two).refusal("w:1", "2")).hasMessageContaining("'/do/1/w'");
    }

    @Test
    void what_undoes_a_task_may_change_until_it_has_completed() {
        String text =
                "do: [{a: {call: a, metadata: {compensate: [{u: {call: undo, with: {v: %d}}}]}}}, {b: {call: b}}]";
        Program one = program(text.formatted(1));
        Program two = program(text.formatted(2));
        State state = start(one);
        assertThat(Move.difference(one, two, journal)).isEmpty();

        State ignored = answer(one, state);

        assertThat(difference(one, two).pointer()).isEqualTo("/do/0/a");
    }

    @Test
    void what_the_undoing_refers_to_counts_too() {
        String text = """
                use: {errors: {gone: {type: https://example.com/%s, status: 410}}}
                do:
                - a:
                    call: a
                    metadata: {compensate: [{u: {raise: {error: gone}}}]}
                - b: {call: b}
                """;
        Program one = program(text.formatted("x"));
        Program two = program(text.formatted("y"));
        State ignored = answer(one, start(one));

        assertThat(difference(one, two).pointer()).isEqualTo("/do/0/a");
    }

    @Test
    void a_timeout_that_counts_may_not_change_and_one_to_come_may() {
        String text = "do: [{a: {call: a, timeout: {after: PT%dS}}}, {b: {call: b, timeout: {after: PT%dS}}}]";
        Program one = program(text.formatted(10, 10));
        State ignored = start(one);

        assertThat(Move.difference(one, program(text.formatted(10, 20)), journal))
                .isEmpty();
        assertThat(difference(one, program(text.formatted(20, 10))).reason())
                .contains("a timeout of the task '/do/0/a' until");
        assertThat(difference(one, program("timeout: {after: PT1H}\n" + text.formatted(10, 10)))
                        .reason())
                .contains("a timeout of the workflow");
    }

    @Test
    void an_event_that_was_ignored_and_would_be_kept_is_a_difference() {
        String text = "do: [{l: {listen: {to: {one: {with: {type: %s}}}}}}]";
        Program one = program(text.formatted("com.example.a"));
        Program two = program(text.formatted("com.example.b"));
        State state = start(one);
        assertThat(Move.difference(one, two, journal)).isEmpty();

        State ignored = take(one, state, new Event.Received(NOW, EventMessage.signal("com.example.b", "1", NOTHING)));

        assertThat(difference(one, two).reason()).contains("no listen").contains("com.example.b");
    }

    @Test
    void long_loops_are_compared_too() {
        String text = """
                do:
                - each:
                    for: {each: i, in: '${ [range(50000)] }'}
                    do: [{s: {set: {x: '${ %s }'}}}]
                - b: {call: b}
                """;
        Program one = program(text.formatted("$i"));
        State ignored = start(one);

        assertThat(Move.difference(one, program(text.formatted("0 + $i")), journal))
                .isEmpty();
        assertThat(difference(one, program(text.formatted("if $i == 49999 then 0 else $i end")))
                        .reason())
                .contains("49999");
    }

    @Test
    void where_what_is_short_does_not_tell_them_apart_more_is_shown() {
        String text = "do: [{s: {set: {long: '" + "x".repeat(200) + "', y: %d}}}, {b: {call: b}}]";
        Program one = program(text.formatted(1));
        State ignored = start(one);

        assertThat(difference(one, program(text.formatted(2))).reason())
                .contains("\"y\":1")
                .contains("\"y\":2");
    }
}
