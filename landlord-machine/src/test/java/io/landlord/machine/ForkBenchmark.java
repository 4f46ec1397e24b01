package io.landlord.machine;

import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.fork;
import static io.landlord.machine.Programs.workflow;

import io.landlord.machine.program.Program;
import io.landlord.machine.trace.Sink;
import java.util.stream.IntStream;

/** Microseconds an event takes in a wide fork; run by hand, for a test must not depend on the machine it runs on. */
final class ForkBenchmark {
    private ForkBenchmark() {}

    public static void main(String[] arguments) {
        for (int branches : new int[] {2_000, 20_000, 2_000, 20_000}) {
            System.out.printf("%d branches: %.1f microseconds an event%n", branches, microseconds(branches));
        }
    }

    private static double microseconds(int branches) {
        Program program = workflow(fork(
                "wide",
                IntStream.range(0, branches).mapToObj(i -> call("b" + i)).toArray(Node[]::new)));
        Event started = new Event.Started(Host.START, "execution-1", Programs.json("{}"));
        Step step = Machine.apply(
                program, State.initial(program.hash()), started, new Budget(Integer.MAX_VALUE, false), Sink.NONE);
        State state = step.state();
        long before = System.nanoTime();
        for (Command command : step.commands()) {
            Event done = new Event.CallDone(Host.START, command.id(), Programs.json("1"));
            state = Machine.apply(program, state, done, Budget.SLICE, Sink.NONE).state();
        }
        return (System.nanoTime() - before) / 1_000.0 / branches;
    }
}
