package io.landlord.provider.temporal;

import io.landlord.language.portability.EngineProfile;
import io.landlord.language.portability.Limit.Finding;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Schedule;
import io.landlord.machine.program.Task;
import io.temporal.api.enums.v1.IndexedValueType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What Temporal cannot run of definitions. Without this check, such an execution would fail its workflow tasks for ever, or start
 * at other times than its definition says.
 */
public final class TemporalLimits {
    /** What Temporal takes as the type of an activity, in bytes. */
    private static final int LONGEST_TYPE = 1_000;

    /** Names of Temporal's own attributes, beside all that begin with {@code Temporal}. */
    private static final Set<String> RESERVED = Set.of(
            "BatcherNamespace",
            "BatcherUser",
            "BinaryChecksums",
            "BuildIds",
            "CloseTime",
            "ExecutionDuration",
            "ExecutionStatus",
            "ExecutionTime",
            "HistoryLength",
            "HistorySizeBytes",
            "Memo",
            "MemoEncoding",
            "NamespaceId",
            "ParentRunId",
            "ParentWorkflowId",
            "RootRunId",
            "RootWorkflowId",
            "RunId",
            "StartTime",
            "StateTransitionCount",
            "TaskQueue",
            "VisibilityTaskKey",
            "WorkflowId",
            "WorkflowType");

    private TemporalLimits() {}

    /** What Temporal can run wherever it is; what depends on its settings is a warning. */
    public static EngineProfile profile() {
        return EngineProfile.full(
                TemporalProvider.NAME,
                List.of(TemporalLimits::schedule, TemporalLimits::names, TemporalLimits::milestones, program -> {
                    int bytes = program.definition().toString().getBytes(StandardCharsets.UTF_8).length;
                    return bytes <= PayloadCoding.LIMIT ? List.of() : List.of(large(bytes, false));
                }));
    }

    /** @param excess the bytes that a start of the program takes with the provider's settings if those are too many, else 0 */
    static EngineProfile profile(ToLongFunction<Program> excess) {
        return EngineProfile.full(
                TemporalProvider.NAME,
                List.of(TemporalLimits::schedule, TemporalLimits::names, TemporalLimits::milestones, program -> {
                    long bytes = excess.applyAsLong(program);
                    return bytes == 0 ? List.of() : List.of(large(bytes, true));
                }));
    }

    private static Finding large(long bytes, boolean certain) {
        String message = "the definition takes " + bytes + " bytes and travels with each execution; Temporal takes "
                + PayloadCoding.LIMIT;
        String hint = "part it into workflows that run each other, or configure a payload store";
        return certain ? Finding.error("", message, hint) : Finding.warning("", message, hint);
    }

    private static List<Finding> schedule(Program program) {
        return program.schedule() instanceof Schedule.Every every
                        && every.interval().getNano() != 0
                ? List.of(Finding.error(
                        "/schedule/every",
                        "Temporal's schedules count whole seconds: it would start the workflow every "
                                + every.interval().toSeconds() + " s",
                        "take whole seconds"))
                : List.of();
    }

    /** The name of a task is the type of the activity that it becomes. */
    private static List<Finding> names(Program program) {
        List<Finding> findings = new ArrayList<>();
        for (Task task : program.tasks()) {
            boolean activity = task.action() instanceof Action.Emit || task.action() instanceof Action.Call;
            int bytes = Outbox.name(task.pointer()).getBytes(StandardCharsets.UTF_8).length;
            if (activity && bytes == 0) {
                findings.add(Finding.error(
                        task.pointer(),
                        "the name of the task is empty; on Temporal it names an activity, which needs a name",
                        "give the task a name"));
            } else if (activity && bytes > LONGEST_TYPE) {
                findings.add(Finding.error(
                        task.pointer(),
                        "the name of the task has " + bytes
                                + " bytes; on Temporal it names an activity, which has at most " + LONGEST_TYPE,
                        "shorten the name"));
            }
        }
        return findings;
    }

    private static List<Finding> milestones(Program program) {
        List<Finding> findings = new ArrayList<>();
        Map<String, IndexedValueType> types = new HashMap<>();
        for (Task task : program.tasks()) {
            Milestone.of(task)
                    .ifPresent(milestone -> milestone.types().forEach((name, type) -> {
                        String pointer = task.pointer() + "/metadata/milestone"
                                + (name.equals(milestone.time()) ? "/time" : "/attributes/" + name);
                        IndexedValueType before = types.putIfAbsent(name, type);
                        if (RESERVED.contains(name) || name.startsWith("Temporal")) {
                            findings.add(Finding.error(
                                    pointer, "'" + name + "' is an attribute of Temporal's own", "take another name"));
                        } else if (before != null && before != type) {
                            findings.add(Finding.error(
                                    pointer,
                                    "the attribute '" + name + "' is " + word(type) + " here and " + word(before)
                                            + " in a task before; Temporal keeps one type for each name",
                                    "take two names, or values of one kind"));
                        }
                    }));
        }
        return findings;
    }

    private static String word(IndexedValueType type) {
        return switch (type) {
            case INDEXED_VALUE_TYPE_BOOL -> "true or false";
            case INDEXED_VALUE_TYPE_INT -> "an integer";
            case INDEXED_VALUE_TYPE_DATETIME -> "a time";
            default -> "a text";
        };
    }
}
