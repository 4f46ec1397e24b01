package io.landlord.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lets a seed decide what happens to an execution, until it is over. */
final class RandomRun {
    private static final int MOST_EVENTS = 400;

    private final Host host;
    private final Random random;
    private final boolean tame;

    RandomRun(Host host, long seed, boolean tame) {
        this.host = host;
        this.random = new Random(seed);
        this.tame = tame;
    }

    /** Each event is worked off before the next one comes. */
    void run() {
        host.start("{}");
        host.assertOpenIsKnown();
        for (int i = 0; host.state.phase() != State.Phase.ENDED && i < MOST_EVENTS; i++) {
            host.apply(event(i));
            host.assertOpenIsKnown();
        }
        end();
    }

    /** Events come while work is left of the ones before. */
    void runHastily() {
        boolean more = host.begin(new Event.Started(host.now, "execution-1", Programs.json("{}")));
        for (int i = 0; host.state.phase() != State.Phase.ENDED && i < MOST_EVENTS; i++) {
            boolean goesOn = more && (random.nextInt(3) > 0 || host.open.isEmpty());
            more = goesOn ? host.resume() : host.begin(event(i));
            host.assertOpenIsKnown();
        }
        end();
    }

    private void end() {
        if (host.state.phase() != State.Phase.ENDED) {
            if (host.state.paused()) {
                host.unpause();
            }
            host.cancel();
            while (host.state.phase() != State.Phase.ENDED) {
                host.apply(answer());
            }
        }
        assertThat(host.open).isEmpty();
        assertThat(Machine.open(host.program, host.state)).isEmpty();
    }

    private Event event(int number) {
        if (host.open.isEmpty() || host.state.paused() && random.nextInt(3) == 0) {
            return new Event.ResumeRequested(host.now);
        }
        if (!tame && number > 3 && random.nextInt(40) == 0) {
            return new Event.CancelRequested(host.now, "by chance");
        }
        if (!tame && random.nextInt(20) == 0) {
            return new Event.PauseRequested(host.now);
        }
        return answer();
    }

    private Event answer() {
        List<Command> open = new ArrayList<>(host.open.values());
        return switch (open.get(random.nextInt(open.size()))) {
            case Command.Call call -> answer(call);
            case Command.Publish publish -> new Event.CallDone(host.now, publish.id(), Programs.json("null"));
            case Command.StartChild child -> answer(child);
            case Command.StartTimer timer -> {
                host.now = timer.fireAt().isAfter(host.now) ? timer.fireAt() : host.now;
                yield new Event.TimerFired(host.now, timer.id());
            }
            case Command.Cancel cancel -> throw new AssertionError("never open: " + cancel);
        };
    }

    private Event answer(Command.StartChild child) {
        if (!child.await() || random.nextInt(3) == 0) {
            return new Event.ChildStarted(host.now, child.id(), "child-execution");
        }
        if (!tame && random.nextInt(3) == 0) {
            return new Event.ChildFailed(host.now, child.id(), Host.error(400 + random.nextInt(3)));
        }
        return new Event.ChildDone(host.now, child.id(), Programs.json("{v: {w: 'child " + child.id() + "'}}"));
    }

    private Event answer(Command.Call call) {
        if (!tame && random.nextInt(3) == 0) {
            return new Event.CallFailed(
                    host.now, call.id(), Host.failure(400 + random.nextInt(3), random.nextInt(5) > 0));
        }
        return new Event.CallDone(host.now, call.id(), Programs.json("{v: {w: '" + call.id() + "'}}"));
    }
}
