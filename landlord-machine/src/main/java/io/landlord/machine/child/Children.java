package io.landlord.machine.child;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.StandardError;
import io.landlord.machine.CommandId;
import io.landlord.machine.Event;
import io.landlord.machine.Outcome;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.WorkflowReference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a host does with {@link io.landlord.machine.Command.StartChild}, as far as all engines must do it alike: how a child is
 * named, which workflow it runs, how deep children go, and how its end is told.
 *
 * <p>What an execution can run below itself is settled when it is started: {@link #pinned} finds the workflows, with those
 * that these run in turn, and a version that is deployed later changes nothing.
 */
public final class Children {
    /** How many levels of children an execution may have below it: a workflow that runs itself has an end. */
    public static final int MOST_LEVELS = 32;

    /** No name that a caller may give has it, so that no caller can take a child's name. */
    private static final char MARK = '~';

    private static final int DIGITS = 20;
    private static final int LONGEST_NAME = 64;

    private Children() {}

    /**
     * The name of a child's execution within its workflow: that of the execution at the top, and a hash of the parent and the
     * activation. The same activation has the same child, however often its command is carried out.
     */
    public static String name(String parentExecutionId, String parentName, CommandId id) {
        int mark = parentName.indexOf(MARK);
        String top = mark < 0 ? parentName : parentName.substring(0, mark);
        String readable = top.length() <= LONGEST_NAME ? top : top.substring(0, LONGEST_NAME);
        return readable + MARK + hash(parentExecutionId + "\n" + id);
    }

    /** The tags of a child: those of its parent, so that it works for the same tenant, and which execution that is. */
    public static Map<String, String> tags(Map<String, String> parentTags, String parentExecutionId) {
        Map<String, String> tags = new HashMap<>(parentTags);
        tags.put(ExecutionInput.PARENT_TAG, parentExecutionId);
        return tags;
    }

    /**
     * Everything that executions of the program can run below themselves, at any depth.
     *
     * @param find the newest deployed version of what a reference names, if there is one
     * @param programOf what it runs
     * @return what is found; what is not, is not in it
     */
    public static <T> Map<WorkflowReference, T> pinned(
            Program program, Function<WorkflowReference, Optional<T>> find, Function<T, Program> programOf) {
        Map<WorkflowReference, T> pinned = new LinkedHashMap<>();
        Deque<WorkflowReference> open = new ArrayDeque<>(program.references());
        while (!open.isEmpty()) {
            WorkflowReference reference = open.pollFirst();
            Optional<T> found = pinned.containsKey(reference) ? Optional.empty() : find.apply(reference);
            if (found.isPresent()) {
                pinned.put(reference, found.get());
                open.addAll(programOf.apply(found.get()).references());
            }
        }
        return pinned;
    }

    /** The answer to a command that asks for a workflow which was not there when the execution was started. */
    public static Event.ChildFailed unknown(Instant now, CommandId id, WorkflowReference workflow) {
        return failed(
                now,
                id,
                StandardError.CONFIGURATION,
                "no workflow " + workflow + " was deployed when this was started");
    }

    /** The answer to a command that would go deeper than {@value #MOST_LEVELS} levels. */
    public static Event.ChildFailed tooDeep(Instant now, CommandId id) {
        return failed(now, id, StandardError.RUNTIME, "workflows run each other more than " + MOST_LEVELS + " deep");
    }

    /** The answer to a command whose child was lost, or could not be started. */
    public static Event.ChildFailed lost(Instant now, CommandId id, String why) {
        return failed(now, id, StandardError.RUNTIME, why);
    }

    private static Event.ChildFailed failed(Instant now, CommandId id, StandardError kind, String detail) {
        return new Event.ChildFailed(
                now, id, new ExecutionError(kind.type(), kind.title(), kind.status(), detail, "", null, false));
    }

    /** The answer to a command whose child ended like this. */
    public static Event ended(Instant now, CommandId id, Outcome outcome) {
        if (outcome.output() != null) {
            return new Event.ChildDone(now, id, outcome.output());
        }
        return new Event.ChildFailed(now, id, Objects.requireNonNull(outcome.error()));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
