package io.landlord.provider.mock;

import io.landlord.api.event.EventBus;
import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import io.landlord.machine.Command;
import io.landlord.machine.Event;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;

/** One attempt at publishing an event: answers exactly once, unless it was cancelled before. */
final class RunningPublish {
    private final Command.Publish command;
    private final Timeline timeline;
    private final EventBus bus;
    private final Executor threads;
    private final Consumer<Event> answer;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile @Nullable Thread thread;

    RunningPublish(Command.Publish command, Timeline timeline, EventBus bus, Executor threads, Consumer<Event> answer) {
        this.command = command;
        this.timeline = timeline;
        this.bus = bus;
        this.threads = threads;
        this.answer = answer;
    }

    void begin() {
        timeline.begin();
        threads.execute(this::run);
    }

    void cancel() {
        if (over.compareAndSet(false, true)) {
            Thread running = thread;
            if (running != null) {
                running.interrupt();
            }
        }
    }

    private void run() {
        thread = Thread.currentThread();
        try {
            if (!over.get()) {
                Event event = publish();
                if (over.compareAndSet(false, true)) {
                    answer.accept(event);
                }
            }
        } finally {
            timeline.end();
        }
    }

    private Event publish() {
        try {
            bus.publish(command.event());
            return new Event.CallDone(timeline.now(), command.id(), NullNode.getInstance());
        } catch (TaskFailure failure) {
            return failed(failure);
        } catch (InterruptedException interrupted) {
            return failed(TaskFailure.of(StandardError.RUNTIME, "the publishing was interrupted", true, interrupted));
        } catch (RuntimeException unforeseen) {
            return failed(TaskFailure.of(StandardError.RUNTIME, String.valueOf(unforeseen), false, unforeseen));
        }
    }

    private Event failed(TaskFailure failure) {
        return new Event.CallFailed(
                timeline.now(),
                command.id(),
                new Event.Failure(
                        failure.type(),
                        failure.status(),
                        failure.title(),
                        String.valueOf(failure.getMessage()),
                        failure.isRetryable()));
    }
}
