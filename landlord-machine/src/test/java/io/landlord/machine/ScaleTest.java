package io.landlord.machine;

import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.choose;
import static io.landlord.machine.Programs.each;
import static io.landlord.machine.Programs.fork;
import static io.landlord.machine.Programs.list;
import static io.landlord.machine.Programs.on;
import static io.landlord.machine.Programs.race;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.program.Program;
import io.landlord.machine.trace.Sink;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Loops and forks as long and wide as they get: they finish, and a part costs what the same part cost before. */
class ScaleTest {
    private static final int MANY = 100_000;

    private static Node[] branches(int count, java.util.function.Function<String, Node> branch) {
        return IntStream.range(0, count).mapToObj(i -> branch.apply("b" + i)).toArray(Node[]::new);
    }

    private static State finished(Program program, String input) {
        return finished(program, new Event.Started(Host.START, "execution-1", Programs.json(input)));
    }

    private static State finished(Program program, Event.Started started) {
        Step step = Machine.apply(program, State.initial(program.hash()), started, Budget.SLICE, Sink.NONE);
        while (step.more()) {
            step = Machine.run(program, step.state(), Budget.SLICE, Sink.NONE);
        }
        return step.state();
    }

    private static Event.Started items(int count) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        IntStream.range(0, count).forEach(items::add);
        return new Event.Started(Host.START, "execution-1", items);
    }

    private static int bytes(State state) {
        return StateCodec.encode(state).toString().getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void a_for_of_a_hundred_thousand_iterations_ends_with_as_many_steps_for_each() {
        Program program = workflow(each("loop", "'${ . }'", set("a", "'${ $index }'")));
        long few = finished(program, items(MANY / 10)).steps();

        State state = finished(program, items(MANY));

        assertThat(state.phase()).isEqualTo(State.Phase.ENDED);
        assertThat(state.steps()).isBetween(10 * few - 100, 10 * few + 100);
        assertThat(bytes(state)).isLessThan(2_000_000);
    }

    @Test
    void a_backward_then_taken_a_hundred_thousand_times_ends_in_a_small_state() {
        Program program = workflow(set("count", "'${ . + 1 }'"), choose("again", on(". < " + MANY, "count")));

        State state = finished(program, "0");

        assertThat(state.outcome()).isEqualTo(Outcome.succeeded(Programs.json("" + MANY)));
        assertThat(state.steps()).isBetween(4L * MANY, 4L * MANY + 100);
        assertThat(bytes(state)).isLessThan(1_000);
    }

    @Test
    void a_value_that_nests_deeper_in_each_round_becomes_an_expression_error() {
        Program program = workflow(set("nest", "{next: '${ . }'}").then("nest"));

        State state = finished(program, "0");

        Outcome outcome = state.outcome();
        assertThat(outcome).isNotNull();
        assertThat(outcome.error()).isNotNull().satisfies(error -> {
            assertThat(error.type()).endsWith("/expression");
            assertThat(error.pointer()).isEqualTo("/do/0/nest");
        });
    }

    @Test
    void a_value_that_doubles_in_each_round_becomes_an_expression_error() {
        Program program = workflow(set("double", "['${ . }', '${ . }']").then("double"));

        State state = finished(program, "'the seed of it all'");

        Outcome outcome = state.outcome();
        assertThat(outcome).isNotNull();
        assertThat(outcome.error())
                .isNotNull()
                .satisfies(error -> assertThat(error.type()).endsWith("/expression"));
    }

    @Test
    void an_output_that_a_join_doubles_in_each_round_becomes_an_expression_error() {
        Program program = workflow(fork("double", list("left"), list("right")).then("double"));

        State state = finished(program, "'the seed of it all'");

        Outcome outcome = state.outcome();
        assertThat(outcome).isNotNull();
        assertThat(outcome.error())
                .isNotNull()
                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/do/0/double"));
    }

    @Test
    void a_fork_of_twenty_thousand_branches_takes_its_events_and_joins() {
        Program program = workflow(fork("wide", branches(20_000, Programs::call)));
        Step step = Machine.apply(
                program,
                State.initial(program.hash()),
                new Event.Started(Host.START, "execution-1", Programs.json("{}")),
                new Budget(Integer.MAX_VALUE, false),
                Sink.NONE);
        assertThat(step.commands()).hasSize(20_000);

        State state = step.state();
        for (Command command : step.commands()) {
            Event done = new Event.CallDone(Host.START, command.id(), Programs.json("1"));
            state = Machine.apply(program, state, done, Budget.SLICE, Sink.NONE).state();
        }

        assertThat(state.outcome()).isNotNull();
        assertThat(state.steps()).isBetween(40_000L, 40_100L);
    }

    @Test
    void a_join_of_many_branches_that_all_change_the_context_ends() {
        Node[] branches = branches(5_000, name -> set(name, "1").exportAs("'${ {" + name + ": 1} }'"));

        State state = finished(workflow(fork("wide", branches)), "{}");

        assertThat(state.root().context().size()).isEqualTo(5_000);
    }

    @Test
    void many_races_inside_a_wide_fork_end() {
        Node[] branches = branches(20_000, name -> race(name, set("won", "1"), set("lost", "2")));

        State state = finished(workflow(fork("wide", branches)), "{}");

        assertThat(state.outcome()).isNotNull();
    }

    @Test
    void two_thousand_branches_with_one_input_of_ten_kilobytes_are_written_in_half_a_megabyte() {
        String blob = "x".repeat(10_000);
        Program program = workflow(fork(
                "wide",
                branches(2_000, name -> call(name, RetryPolicy.once(), "{name: '" + name + "', all: '${ . }'}"))));

        State state = finished(program, "{blob: '" + blob + "'}");

        assertThat(bytes(state)).isLessThan(512 * 1024);
        assertThat(Host.reloaded(state)).isEqualTo(state);
    }

    @Test
    void a_long_text_that_stands_in_many_values_is_written_once() {
        String blob = "x".repeat(10_000);
        Program program = workflow(fork(
                "wide",
                branches(2_000, name -> call(name, RetryPolicy.once(), "{name: '" + name + "', text: '${ .blob }'}"))));

        State state = finished(program, "{blob: '" + blob + "'}");

        assertThat(bytes(state)).isLessThan(512 * 1024);
        assertThat(Host.reloaded(state)).isEqualTo(state);
    }

    @Test
    void five_hundred_calls_in_flight_are_written_in_a_quarter_of_a_megabyte() {
        Node[] branches = branches(
                500,
                name -> list(
                        name,
                        call(
                                "create-" + name,
                                RetryPolicy.once(),
                                "{tenant: '${ $input.tenant }', name: '" + name + "'}")));

        State state = finished(workflow(fork("wide", branches)), "{tenant: {id: 'acme', plan: 'gold'}}");

        assertThat(Machine.open(workflow(fork("wide", branches)), state)).hasSize(500);
        assertThat(bytes(state)).isLessThanOrEqualTo(256 * 1024);
    }
}
