package io.landlord.provider.mock;

import io.landlord.machine.Command;
import io.landlord.machine.CommandId;
import io.landlord.machine.Event;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Carries the commands of one execution out: handlers on threads, timers on the timeline. Answers come back as events. */
final class Carrier {
    private final Consumer<Event> answers;
    private final Timeline timeline;
    private final CallRunner calls;
    private final ChildRunner children;
    private final Execution.Identity identity;
    private final Map<CommandId, Runnable> open = new ConcurrentHashMap<>();

    Carrier(
            Consumer<Event> answers,
            Timeline timeline,
            CallRunner calls,
            ChildRunner children,
            Execution.Identity identity) {
        this.answers = answers;
        this.timeline = timeline;
        this.calls = calls;
        this.children = children;
        this.identity = identity;
    }

    void carryOut(Command command) {
        switch (command) {
            case Command.Call call -> call(call);
            case Command.Publish publish -> publish(publish);
            case Command.StartChild child -> start(child);
            case Command.StartTimer timer -> start(timer);
            case Command.Cancel cancel -> {
                Runnable takeBack = open.remove(cancel.id());
                if (takeBack != null) {
                    takeBack.run();
                }
            }
        }
    }

    private void start(Command.StartTimer command) {
        Timeline.Timer timer =
                timeline.schedule(command.fireAt(), () -> answer(command.id(), timerFired(command.id())));
        open.put(command.id(), timer::cancel);
    }

    private Event timerFired(CommandId id) {
        return new Event.TimerFired(timeline.now(), id);
    }

    private void call(Command.Call command) {
        RunningCall call = calls.prepare(identity, command, timeline, event -> answer(command.id(), event));
        open.put(command.id(), call::cancel);
        call.begin();
    }

    private void publish(Command.Publish command) {
        RunningPublish publish = calls.prepare(command, timeline, event -> answer(command.id(), event));
        open.put(command.id(), publish::cancel);
        publish.begin();
    }

    private void start(Command.StartChild command) {
        CommandId id = command.id();
        children.start(command, takeBack -> open.put(id, takeBack), (event, last) -> {
            if (last) {
                answer(id, event);
            } else {
                answers.accept(event);
            }
        });
    }

    private void answer(CommandId id, Event event) {
        open.remove(id);
        answers.accept(event);
    }
}
