package io.landlord.provider.mock;

import io.landlord.language.deployment.DeployedVersion;
import io.landlord.machine.Command;
import io.landlord.machine.Event;
import io.landlord.machine.child.Children;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Has the workflows executed that tasks run: executions like any other, but in the time of their parent. */
final class ChildRunner {
    /** Makes an execution and enters it with the others. */
    interface Births {
        Execution child(
                Execution.Identity parent,
                Command.StartChild command,
                DeployedVersion version,
                Timeline timeline,
                Consumer<Event> ended);
    }

    private final Supplier<Execution.Identity> parents;
    private final Births births;
    private final Timeline timeline;

    ChildRunner(Supplier<Execution.Identity> parents, Births births, Timeline timeline) {
        this.parents = parents;
        this.births = births;
        this.timeline = timeline;
    }

    /**
     * Starts a child.
     *
     * @param open takes how the child is taken back
     * @param answer takes what becomes of it, and whether that is all
     */
    void start(Command.StartChild command, Consumer<Runnable> open, BiConsumer<Event, Boolean> answer) {
        Execution.Identity parent = parents.get();
        DeployedVersion version = parent.descent().pinned().get(command.workflow());
        if (version == null) {
            answer.accept(Children.unknown(timeline.now(), command.id(), command.workflow()), true);
            return;
        }
        if (parent.descent().level() >= Children.MOST_LEVELS) {
            answer.accept(Children.tooDeep(timeline.now(), command.id()), true);
            return;
        }
        Consumer<Event> ended = command.await() ? event -> answer.accept(event, true) : event -> {};
        Execution child = births.child(parent, command, version, timeline, ended);
        if (command.await()) {
            open.accept(() -> child.stop("execution '" + parent.executionId() + "' does not wait for it any more"));
        }
        Event started = new Event.ChildStarted(
                timeline.now(), command.id(), child.identity().executionId());
        answer.accept(started, !command.await());
        child.start();
    }
}
