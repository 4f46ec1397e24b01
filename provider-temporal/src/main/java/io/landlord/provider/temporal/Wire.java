package io.landlord.provider.temporal;

import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.Event;
import io.landlord.machine.OwnRetry;
import io.landlord.machine.program.WorkflowReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is written into Temporal's histories. Histories outlive releases: components are added, never changed, and one goes only
 * when what it says follows from what else was always there.
 */
final class Wire {
    /** The memo that makes a workflow an execution of ours. */
    static final String MEMO = "landlord";

    static final String STOP = "landlord.stop";
    static final String PAUSE = "landlord.pause";
    static final String RESUME = "landlord.resume";

    /** The signal that brings an event; its argument is the envelope. */
    static final String EVENT = "landlord.event";

    /** What begins like this is ours, or Temporal's own; any other signal is an event of its name. */
    static final String OURS = "landlord.";

    /** The update that moves an execution to another version; its argument is {@link Move}. */
    static final String MOVE = "landlord.move";

    static final String STATUS = "landlord.status";
    static final String JOURNAL = "landlord.journal";
    static final String HISTORY = "landlord.history";

    private Wire() {}

    /**
     * What an execution is about.
     *
     * @param inputHash tells whether a second start of the name has the same input
     * @param programHash the hash of the program it runs
     * @param startedAt when its first run began; {@code null} in the first run itself
     */
    record Identity(
            String executionId,
            String workflowId,
            String version,
            String name,
            Map<String, String> tags,
            String inputHash,
            String programHash,
            @Nullable Instant startedAt) {
        Identity {
            tags = Map.copyOf(tags);
        }

        /** What an execution is about that Temporal's schedule started: the time that was due is behind its workflow id. */
        Identity at(String temporalId) {
            int place = temporalId.lastIndexOf(executionId);
            String due = place < 0 ? "" : temporalId.substring(place + executionId.length());
            if (due.isEmpty()) {
                return this;
            }
            return new Identity(
                    executionId + due, workflowId, version, name + due, tags, inputHash, programHash, startedAt);
        }

        /** What the execution is about that was due at this time. */
        Identity at(Instant due) {
            String suffix = "-" + due;
            return new Identity(
                    executionId + suffix, workflowId, version, name + suffix, tags, inputHash, programHash, startedAt);
        }

        Identity moved(String newVersion, String newHash) {
            return new Identity(executionId, workflowId, newVersion, name, tags, inputHash, newHash, startedAt);
        }

        Identity startedAt(Instant time) {
            return new Identity(executionId, workflowId, version, name, tags, inputHash, programHash, time);
        }
    }

    /**
     * A version of a workflow that an execution can run below itself.
     *
     * @param hash the program's
     * @param references what it runs in turn, as {@link Start#pinned} names it
     * @param listens whether the program has a {@code listen}
     */
    record Pin(
            String workflowId,
            String version,
            String hash,
            WorkflowSpec spec,
            List<String> references,
            boolean listens) {}

    /**
     * The input of the workflow.
     *
     * @param hash the program's; a worker that compiles the spec to anything else must not run it
     * @param state the machine's state where an earlier run left off; {@code null} in the first
     * @param heartbeat how often calls tell that they live
     * @param continueAfter after how many events a new run begins; 0 for when Temporal suggests it
     * @param level how many executions are above this one
     * @param pinned the workflows that it and its children run, by their names in the definitions; {@code null} for none
     * @param ownRetry whether Temporal makes the attempts of simple tries; {@code null} for not, as before it could
     * @param foretold what the run before was told and the machine has not asked for yet, as entries of a journal; {@code null}
     *     for nothing
     */
    record Start(
            Identity identity,
            String hash,
            WorkflowSpec spec,
            JsonNode input,
            @Nullable JsonNode state,
            Duration heartbeat,
            int continueAfter,
            int level,
            @Nullable Map<String, Pin> pinned,
            @Nullable Boolean ownRetry,
            @Nullable List<JsonNode> foretold) {

        /** What the execution under this workflow id was started with. */
        Start at(String temporalId) {
            return with(identity.at(temporalId));
        }

        /** What the execution that was due at this time is started with. */
        Start at(Instant due) {
            return with(identity.at(due));
        }

        private Start with(Identity other) {
            return new Start(
                    other, hash, spec, input, state, heartbeat, continueAfter, level, pinned, ownRetry, foretold);
        }

        @Nullable
        Pin pin(WorkflowReference workflow) {
            return pinned == null ? null : pinned.get(workflow.toString());
        }

        /** What a child of this execution is started with. */
        Start child(Identity child, Pin pin, JsonNode childInput) {
            return new Start(
                    child,
                    pin.hash(),
                    pin.spec(),
                    childInput,
                    null,
                    heartbeat,
                    continueAfter,
                    level + 1,
                    below(pin),
                    ownRetry,
                    null);
        }

        /** As much of what is pinned as the child can need. */
        private @Nullable Map<String, Pin> below(Pin child) {
            Map<String, Pin> needed = new TreeMap<>();
            Deque<String> open = new ArrayDeque<>(child.references());
            while (pinned != null && !open.isEmpty()) {
                String name = open.pollFirst();
                Pin pin = pinned.get(name);
                if (pin != null && needed.put(name, pin) == null) {
                    open.addAll(pin.references());
                }
            }
            return needed.isEmpty() ? null : needed;
        }

        /** What this would be had it been started with the other version. What was pinned, stays. */
        Start moved(Move move) {
            Map<String, Pin> all = new TreeMap<>();
            if (move.pinned() != null) {
                all.putAll(move.pinned());
            }
            if (pinned != null) {
                all.putAll(pinned);
            }
            return new Start(
                    identity.moved(move.version(), move.hash()),
                    move.hash(),
                    move.spec(),
                    input,
                    state,
                    heartbeat,
                    continueAfter,
                    level,
                    all.isEmpty() ? null : all,
                    ownRetry,
                    foretold);
        }

        Start goOn(JsonNode newState, Instant startedAt, @Nullable List<JsonNode> stillForetold) {
            return new Start(
                    identity.startedAt(startedAt),
                    hash,
                    spec,
                    input,
                    newState,
                    heartbeat,
                    continueAfter,
                    level,
                    pinned,
                    ownRetry,
                    stillForetold);
        }
    }

    /**
     * The other version that an execution is to run. The answer is whether it does.
     *
     * @param hash the program's
     * @param pinned the workflows that it and its children run; {@code null} for none
     * @param entries how many entries the run's journal had when somebody found that the execution can be moved; with more it
     *     is not
     */
    record Move(
            String version,
            String hash,
            WorkflowSpec spec,
            @Nullable Map<String, Pin> pinned,
            int entries) {}

    /**
     * The input of the activity that makes one attempt at a call, or at publishing an event. There are many of them: what
     * follows from something else is not in it.
     *
     * @param id of the first attempt
     * @param tags the execution's; {@code null} for none
     * @param event the envelope of the event to publish, by no handler; {@code null} for a call
     * @param retry when Temporal makes the call again; {@code null} for never, and then the result is the handler's as it is
     */
    record Call(
            String handler,
            JsonNode arguments,
            String id,
            String pointer,
            String executionId,
            @Nullable Map<String, String> tags,
            @Nullable JsonNode event,
            @Nullable OwnRetry retry) {
        Call {
            tags = tags == null || tags.isEmpty() ? null : Map.copyOf(tags);
        }

        @Nullable
        String tag(String key) {
            return tags == null ? null : tags.get(key);
        }
    }

    /**
     * An attempt that failed and was followed by another one.
     *
     * @param at when, by the clock of its worker
     * @param after how long after that the next one was to begin; {@code null} where there is none
     */
    record Failed(
            Instant at, Event.Failure failure, @Nullable Duration after) {}

    /**
     * What a call under way says from time to time when Temporal may make it again.
     *
     * @param failed the attempts before
     * @param progress the handler's own
     */
    record Beat(List<Failed> failed, @Nullable JsonNode progress) {
        Beat {
            failed = List.copyOf(failed);
        }
    }

    /** The result of a call that Temporal may have made again, with the attempts before. */
    record Answered(JsonNode result, List<Failed> failed) {
        Answered {
            failed = List.copyOf(failed);
        }
    }

    /** What stands beside the failure of such a call: when it failed, and the attempts before. */
    record Before(Instant at, List<Failed> failed) {
        Before {
            failed = List.copyOf(failed);
        }
    }

    /**
     * The answer to a question about a run.
     *
     * @param content the status, or lines of the history or the journal
     * @param packed the lines after those of the content, as {@link PackedLines} has them; {@code null} when there are none
     * @param previous the run before this one; {@code null} for the first
     * @param next the line that the next answer begins with; {@code null} when there are no more
     * @param bare whether the status has no data, because there is too much of it
     */
    record Answer(
            JsonNode content,
            @Nullable String packed,
            @Nullable String previous,
            @Nullable Integer next,
            @Nullable Boolean bare) {}
}
