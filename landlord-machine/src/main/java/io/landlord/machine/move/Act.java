package io.landlord.machine.move;

import io.landlord.machine.CanonicalJson;
import io.landlord.machine.Command;
import io.landlord.machine.State;
import io.landlord.machine.StateCodec;
import io.landlord.machine.program.Task;
import io.landlord.machine.trace.TraceEvent;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something an execution did, to be compared with what another one did. Tasks are the same when their pointers are. */
sealed interface Act {

    /** The pointer of the task that did it; empty for the workflow itself or where it is not known. */
    String pointer();

    boolean isSameAs(Act other);

    /**
     * What it is, for people.
     *
     * @param whole with everything, because what is short does not tell it from another
     */
    String text(boolean whole);

    /** An entry of the trace. */
    record Told(TraceEvent event) implements Act {

        @Override
        public String pointer() {
            Task task = task();
            return task == null ? "" : task.pointer();
        }

        private @Nullable Task task() {
            return switch (event) {
                case TraceEvent.Started started -> started.task();
                case TraceEvent.Skipped skipped -> skipped.task();
                case TraceEvent.Retried retried -> retried.task();
                case TraceEvent.Completed completed -> completed.task();
                case TraceEvent.Failed failed -> failed.task();
                case TraceEvent.Cancelled cancelled -> cancelled.task();
                case TraceEvent.Decided decided -> decided.task();
                case TraceEvent.ChildStarted started -> started.task();
                case TraceEvent.Consumed consumed -> consumed.task();
                case TraceEvent.Received ignored -> null;
                case TraceEvent.Paused ignored -> null;
                case TraceEvent.Resumed ignored -> null;
                case TraceEvent.Compensating ignored -> null;
                case TraceEvent.Ended ignored -> null;
            };
        }

        @Override
        public boolean isSameAs(Act other) {
            return other instanceof Told told
                    && event.getClass() == told.event.getClass()
                    && pointer().equals(told.pointer())
                    && isSame(event, told.event);
        }

        private static boolean isSame(TraceEvent event, TraceEvent twin) {
            return switch (event) {
                case TraceEvent.Started one ->
                    twin instanceof TraceEvent.Started two
                            && one.path().equals(two.path())
                            && same(one.input(), two.input());
                case TraceEvent.Skipped one ->
                    twin instanceof TraceEvent.Skipped two
                            && one.path().equals(two.path())
                            && same(one.input(), two.input());
                case TraceEvent.Retried one ->
                    twin instanceof TraceEvent.Retried two
                            && one.path().equals(two.path())
                            && one.error().equals(two.error())
                            && one.next().equals(two.next());
                case TraceEvent.Completed one ->
                    twin instanceof TraceEvent.Completed two
                            && one.path().equals(two.path())
                            && same(one.input(), two.input())
                            && same(one.output(), two.output())
                            && one.failed().equals(two.failed());
                case TraceEvent.Failed one ->
                    twin instanceof TraceEvent.Failed two
                            && one.path().equals(two.path())
                            && same(one.input(), two.input())
                            && one.error().equals(two.error())
                            && one.failed().equals(two.failed());
                case TraceEvent.Cancelled one ->
                    twin instanceof TraceEvent.Cancelled two
                            && one.path().equals(two.path())
                            && same(one.input(), two.input());
                case TraceEvent.Decided one ->
                    twin instanceof TraceEvent.Decided two
                            && one.path().equals(two.path())
                            && one.branch() == two.branch();
                case TraceEvent.ChildStarted one ->
                    twin instanceof TraceEvent.ChildStarted two && one.path().equals(two.path());
                case TraceEvent.Consumed one ->
                    twin instanceof TraceEvent.Consumed two
                            && one.path().equals(two.path())
                            && same(one.event().envelope(), two.event().envelope());
                case TraceEvent.Received one -> twin instanceof TraceEvent.Received two && one.fate() == two.fate();
                case TraceEvent.Ended one ->
                    twin instanceof TraceEvent.Ended two && one.outcome().equals(two.outcome());
                case TraceEvent.Paused ignored -> true;
                case TraceEvent.Resumed ignored -> true;
                case TraceEvent.Compensating ignored -> true;
            };
        }

        @Override
        public String text(boolean whole) {
            String name = named(pointer());
            return switch (event) {
                case TraceEvent.Started started ->
                    "the start of " + name + " with the input " + shown(started.input(), whole);
                case TraceEvent.Skipped skipped ->
                    "leaving out " + name + " with the input " + shown(skipped.input(), whole);
                case TraceEvent.Retried retried ->
                    "another attempt at " + name + " at " + retried.next() + " because of "
                            + retried.error().type();
                case TraceEvent.Completed completed ->
                    "the end of " + name + " with the output " + shown(completed.output(), whole)
                            + (whole ? ", of the input " + shown(completed.input(), true) : "");
                case TraceEvent.Failed failed ->
                    "the failure of " + name + " with " + failed.error().type()
                            + (whole ? ": " + failed.error().detail() : "");
                case TraceEvent.Cancelled ignored -> "abandoning " + name;
                case TraceEvent.Decided decided -> "the decision of " + name + " by branch " + decided.branch();
                case TraceEvent.ChildStarted ignored -> "the child of " + name;
                case TraceEvent.Consumed consumed ->
                    name + " taking the event '" + consumed.event().type() + "'";
                case TraceEvent.Received received ->
                    switch (received.fate()) {
                        case ACCEPTED -> "keeping it for a listen";
                        case IGNORED -> "no listen that could take it";
                        case DROPPED -> "dropping the oldest event";
                    };
                case TraceEvent.Paused ignored -> "a pause";
                case TraceEvent.Resumed ignored -> "the end of a pause";
                case TraceEvent.Compensating ignored -> "undoing what it did";
                case TraceEvent.Ended ended ->
                    "its end as " + ended.outcome().state().wireName();
            };
        }
    }

    /** A command of the task of this pointer. */
    record Asked(Command command, String pointer) implements Act {

        @Override
        public boolean isSameAs(Act other) {
            return other instanceof Asked asked && pointer.equals(asked.pointer) && isSame(command, asked.command);
        }

        private static boolean isSame(Command command, Command twin) {
            return switch (command) {
                case Command.Call one ->
                    twin instanceof Command.Call two
                            && one.id().equals(two.id())
                            && one.handler().equals(two.handler())
                            && same(one.arguments(), two.arguments())
                            && Objects.equals(one.timeout(), two.timeout())
                            && Objects.equals(one.deadline(), two.deadline());
                case Command.Publish one ->
                    twin instanceof Command.Publish two
                            && one.id().equals(two.id())
                            && same(one.event().envelope(), two.event().envelope())
                            && Objects.equals(one.deadline(), two.deadline());
                case Command.StartChild one ->
                    twin instanceof Command.StartChild two
                            && one.id().equals(two.id())
                            && one.workflow().equals(two.workflow())
                            && same(one.input(), two.input())
                            && one.await() == two.await();
                case Command.StartTimer one -> one.equals(twin);
                case Command.Cancel one -> one.equals(twin);
            };
        }

        @Override
        public String text(boolean whole) {
            return switch (command) {
                case Command.Call call ->
                    "a call of '" + call.handler() + "' in " + named(pointer) + " with the arguments "
                            + shown(call.arguments(), whole)
                            + (whole ? ", within " + limit(call.timeout()) : "");
                case Command.Publish publish ->
                    "the event '" + publish.event().type() + "' of " + named(pointer)
                            + (whole ? " " + shown(publish.event().envelope(), true) : "");
                case Command.StartChild child ->
                    "a child of " + named(pointer) + " that runs " + child.workflow() + " with the input "
                            + shown(child.input(), whole)
                            + (child.await() ? "" : " and is not waited for");
                case Command.StartTimer timer -> purpose(timer) + " of " + named(pointer) + " until " + timer.fireAt();
                case Command.Cancel ignored -> "taking back a timer or a call of " + named(pointer);
            };
        }

        private static String limit(@Nullable Duration timeout) {
            return timeout == null ? "any time" : timeout.toString();
        }

        private static String purpose(Command.StartTimer timer) {
            return switch (timer.id().purpose()) {
                case WAIT -> "a wait";
                case BACKOFF -> "a delay before another attempt";
                case DEADLINE -> "a timeout";
                case ATTEMPT -> "a timeout of an attempt";
                case CALL, CHILD -> "a timer";
            };
        }
    }

    /** How a task is named in prose. */
    static String named(String pointer) {
        return pointer.isEmpty() ? "the workflow" : "the task '" + pointer + "'";
    }

    private static String shown(JsonNode value, boolean whole) {
        int most = whole ? 1_000 : 120;
        String text = value.toString();
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }

    static boolean same(JsonNode one, JsonNode two) {
        return one.equals(two) || CanonicalJson.write(one).equals(CanonicalJson.write(two));
    }

    static boolean same(State one, State two) {
        return one.equals(two) || same(StateCodec.encode(one), StateCodec.encode(two));
    }
}
