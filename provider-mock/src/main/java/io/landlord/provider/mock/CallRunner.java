package io.landlord.provider.mock;

import io.landlord.api.event.EventBus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.machine.Command;
import io.landlord.machine.Event;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Has task handlers do the calls of executions, and a bus take their events, each on a thread of its own. */
final class CallRunner {
    private final TaskHandlers handlers;
    private final EventBus bus;
    private final Executor threads;

    CallRunner(TaskHandlers handlers, EventBus bus, Executor threads) {
        this.handlers = handlers;
        this.bus = bus;
        this.threads = threads;
    }

    RunningCall prepare(Execution.Identity identity, Command.Call command, Timeline timeline, Consumer<Event> answer) {
        return new RunningCall(identity, command, timeline, handlers, threads, answer);
    }

    RunningPublish prepare(Command.Publish command, Timeline timeline, Consumer<Event> answer) {
        return new RunningPublish(command, timeline, bus, threads, answer);
    }
}
