package io.landlord.machine.move;

import io.landlord.machine.CanonicalJson;
import io.landlord.machine.Command;
import io.landlord.machine.State;
import io.landlord.machine.StateCodec;
import io.landlord.machine.program.Task;
import io.landlord.machine.trace.TraceEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
                    && compared().equals(told.compared());
        }

        /** What must be the same: neither times of the engine nor ids that it gave. */
        private List<?> compared() {
            return switch (event) {
                case TraceEvent.Started started -> List.of(started.path(), new Value(started.input()));
                case TraceEvent.Skipped skipped -> List.of(skipped.path(), new Value(skipped.input()));
                case TraceEvent.Retried retried -> List.of(retried.path(), retried.error(), retried.next());
                case TraceEvent.Completed done ->
                    List.of(done.path(), new Value(done.input()), new Value(done.output()), done.failed());
                case TraceEvent.Failed failed ->
                    List.of(failed.path(), new Value(failed.input()), failed.error(), failed.failed());
                case TraceEvent.Cancelled cancelled -> List.of(cancelled.path(), new Value(cancelled.input()));
                case TraceEvent.Decided decided -> List.of(decided.path(), decided.branch());
                case TraceEvent.ChildStarted child -> List.of(child.path());
                case TraceEvent.Consumed consumed ->
                    List.of(consumed.path(), new Value(consumed.event().envelope()));
                case TraceEvent.Received received -> List.of(received.fate());
                case TraceEvent.Ended ended -> List.of(ended.outcome());
                case TraceEvent.Paused ignored -> List.of();
                case TraceEvent.Resumed ignored -> List.of();
                case TraceEvent.Compensating ignored -> List.of();
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
            return other instanceof Asked asked
                    && pointer.equals(asked.pointer)
                    && command.getClass() == asked.command.getClass()
                    && compared().equals(asked.compared());
        }

        private List<?> compared() {
            return switch (command) {
                case Command.Call call ->
                    Arrays.asList(
                            call.id(), call.handler(), new Value(call.arguments()), call.timeout(), call.deadline());
                case Command.Publish publish ->
                    Arrays.asList(publish.id(), new Value(publish.event().envelope()), publish.deadline());
                case Command.StartChild child ->
                    List.of(child.id(), child.workflow(), new Value(child.input()), child.await());
                case Command.StartTimer timer -> List.of(timer);
                case Command.Cancel cancel -> List.of(cancel);
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

    /** A value that is the same as another one when both have the same canonical form. */
    record Value(JsonNode json) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Value value
                    && (json.equals(value.json) || CanonicalJson.write(json).equals(CanonicalJson.write(value.json)));
        }

        @Override
        public int hashCode() {
            return CanonicalJson.write(json).hashCode();
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

    static boolean same(State one, State two) {
        return one.equals(two) || new Value(StateCodec.encode(one)).equals(new Value(StateCodec.encode(two)));
    }
}
