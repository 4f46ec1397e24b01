package io.landlord.provider.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.landlord.api.error.LandlordException;
import io.landlord.machine.program.Cron;
import io.landlord.machine.program.Schedule;
import io.temporal.api.enums.v1.ScheduleOverlapPolicy;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.schedules.ScheduleActionStartWorkflow;
import io.temporal.client.schedules.ScheduleAlreadyRunningException;
import io.temporal.client.schedules.ScheduleCalendarSpec;
import io.temporal.client.schedules.ScheduleClient;
import io.temporal.client.schedules.ScheduleClientOptions;
import io.temporal.client.schedules.ScheduleException;
import io.temporal.client.schedules.ScheduleIntervalSpec;
import io.temporal.client.schedules.ScheduleOptions;
import io.temporal.client.schedules.SchedulePolicy;
import io.temporal.client.schedules.ScheduleRange;
import io.temporal.client.schedules.ScheduleSpec;
import io.temporal.client.schedules.ScheduleUpdate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the schedules of workflows at Temporal: they outlive this process. What has times of its own is a schedule of
 * Temporal's; what depends on ends is kept by a {@link Keeper}.
 *
 * <p>Temporal puts the time that was due behind the workflow id it was given, so {@link Wire.Identity#at} tells what an
 * execution is called. The calendar of a cron expression is worked out here, field by field, so that it means the same on every
 * engine.
 */
final class Schedules {
    /** What the names of executions begin with; the time that follows has colons, which no caller may use. */
    static final String NAME = "schedule";

    private final TemporalSettings settings;
    private final ScheduleClient client;
    private final WorkflowClient executions;

    Schedules(Connection connection, TemporalSettings settings) {
        this.settings = settings;
        this.executions = connection.client();
        this.client = ScheduleClient.newInstance(
                connection.service(),
                ScheduleClientOptions.newBuilder()
                        .setNamespace(settings.namespace())
                        .setDataConverter(connection.converter())
                        .build());
    }

    /** The newest version of a workflow starts by itself like this, or does not. */
    void set(@Nullable Schedule schedule, Wire.Start start, boolean listens) {
        String workflowId = start.identity().workflowId();
        Optional<ScheduleSpec> spec = schedule == null ? Optional.empty() : spec(schedule);
        if (spec.isPresent()) {
            schedule(workflowId, spec.get(), start, listens);
        } else {
            removeSchedule(workflowId);
        }
        if (schedule instanceof Schedule.After after) {
            Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(after.delay());
            keep(workflowId, new Keeper.Kept(start, listens, after.delay(), first));
        } else {
            removeKeeper(workflowId);
        }
    }

    private void keep(String workflowId, Keeper.Kept kept) {
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId(Keeper.id(settings.idPrefix(), workflowId))
                .setTaskQueue(settings.work().taskQueue(workflowId))
                .setMemo(Map.of(Keeper.NEXT, String.valueOf(kept.due())))
                .build();
        try {
            var ignored = executions
                    .newUntypedWorkflowStub(Keeper.TYPE, options)
                    .signalWithStart(Keeper.KEEP, new Object[] {kept}, new Object[] {kept});
        } catch (WorkflowException failure) {
            throw refused("take", workflowId, failure);
        }
    }

    private void removeKeeper(String workflowId) {
        try {
            keeper(workflowId).terminate("the workflow has this schedule no more");
        } catch (WorkflowNotFoundException absent) {
            // It has none.
        } catch (WorkflowException failure) {
            throw refused("end", workflowId, failure);
        }
    }

    private WorkflowStub keeper(String workflowId) {
        return executions.newUntypedWorkflowStub(Keeper.id(settings.idPrefix(), workflowId));
    }

    private LandlordException refused(String what, String workflowId, RuntimeException failure) {
        return Connection.unavailable(
                "Temporal at " + settings.address() + " did not " + what + " the schedule of workflow '" + workflowId
                        + "': " + failure.getMessage(),
                failure);
    }

    private void schedule(String workflowId, ScheduleSpec spec, Wire.Start start, boolean listens) {
        var wanted = io.temporal.client.schedules.Schedule.newBuilder()
                .setSpec(spec)
                .setPolicy(SchedulePolicy.newBuilder()
                        .setOverlap(ScheduleOverlapPolicy.SCHEDULE_OVERLAP_POLICY_ALLOW_ALL)
                        .build())
                .setAction(ScheduleActionStartWorkflow.newBuilder()
                        .setWorkflowType(workflowId)
                        .setArguments(start)
                        .setOptions(WorkflowOptions.newBuilder()
                                .setWorkflowId(
                                        settings.idPrefix() + start.identity().executionId())
                                .setTaskQueue(settings.work().taskQueue(workflowId))
                                .setMemo(Map.of(Wire.MEMO, start.identity()))
                                .setTypedSearchAttributes(Attributes.of(start.identity(), listens))
                                .build())
                        .build())
                .build();
        try {
            var ignored = client.createSchedule(
                    id(workflowId), wanted, ScheduleOptions.newBuilder().build());
        } catch (ScheduleAlreadyRunningException known) {
            client.getHandle(id(workflowId)).update(old -> new ScheduleUpdate(wanted));
        } catch (ScheduleException failure) {
            throw refused("take", workflowId, failure);
        }
    }

    void remove(String workflowId) {
        removeSchedule(workflowId);
        removeKeeper(workflowId);
    }

    private void removeSchedule(String workflowId) {
        try {
            client.getHandle(id(workflowId)).delete();
        } catch (ScheduleException failure) {
            if (!isAbsent(failure)) {
                throw refused("end", workflowId, failure);
            }
        }
    }

    Optional<Instant> next(String workflowId) {
        try {
            return client.getHandle(id(workflowId)).describe().getInfo().getNextActionTimes().stream()
                    .findFirst();
        } catch (ScheduleException failure) {
            if (isAbsent(failure)) {
                return kept(workflowId);
            }
            throw Connection.unavailable(
                    "Temporal at " + settings.address() + " does not tell of schedules: " + failure.getMessage(),
                    failure);
        }
    }

    private Optional<Instant> kept(String workflowId) {
        try {
            WorkflowExecutionDescription keeper = keeper(workflowId).describe();
            boolean running = keeper.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
            return running && keeper.getMemo(Keeper.NEXT, String.class) instanceof String next && !next.isEmpty()
                    ? Optional.of(Instant.parse(next))
                    : Optional.empty();
        } catch (WorkflowNotFoundException absent) {
            return Optional.empty();
        } catch (WorkflowException failure) {
            throw Connection.unavailable(
                    "Temporal at " + settings.address() + " does not tell of schedules: " + failure.getMessage(),
                    failure);
        }
    }

    private static boolean isAbsent(ScheduleException failure) {
        return failure.getCause() instanceof StatusRuntimeException told
                && (told.getStatus().getCode() == Status.Code.NOT_FOUND
                        || told.getStatus().getCode() == Status.Code.UNIMPLEMENTED);
    }

    private String id(String workflowId) {
        return settings.idPrefix() + workflowId;
    }

    /** Empty for what Temporal's schedules are not asked to do. */
    private static Optional<ScheduleSpec> spec(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Every every ->
                Optional.of(ScheduleSpec.newBuilder()
                        .setIntervals(List.of(new ScheduleIntervalSpec(every.interval())))
                        .build());
            case Schedule.At at ->
                Optional.of(ScheduleSpec.newBuilder()
                        .setCalendars(calendars(at.cron()))
                        .setTimeZoneName("UTC")
                        .build());
            case Schedule.After ignored -> Optional.empty();
            case Schedule.On ignored -> Optional.empty();
        };
    }

    /** Temporal wants all fields of a calendar met, so either day makes two of them, the second without the days of the first. */
    private static List<ScheduleCalendarSpec> calendars(Cron cron) {
        if (!cron.eitherDay()) {
            return List.of(calendar(cron, cron.daysOfMonth(), cron.daysOfWeek()));
        }
        List<ScheduleCalendarSpec> calendars = new ArrayList<>();
        calendars.add(calendar(cron, cron.daysOfMonth(), numbers(0, 6)));
        SortedSet<Integer> others = numbers(1, 31);
        others.removeAll(cron.daysOfMonth());
        if (!others.isEmpty()) {
            calendars.add(calendar(cron, others, cron.daysOfWeek()));
        }
        return calendars;
    }

    private static ScheduleCalendarSpec calendar(
            Cron cron, SortedSet<Integer> daysOfMonth, SortedSet<Integer> daysOfWeek) {
        return ScheduleCalendarSpec.newBuilder()
                .setSeconds(List.of(new ScheduleRange(0)))
                .setMinutes(ranges(cron.minutes()))
                .setHour(ranges(cron.hours()))
                .setDayOfMonth(ranges(daysOfMonth))
                .setMonth(ranges(cron.months()))
                .setDayOfWeek(ranges(daysOfWeek))
                .build();
    }

    private static SortedSet<Integer> numbers(int from, int to) {
        return new TreeSet<>(IntStream.rangeClosed(from, to).boxed().toList());
    }

    private static List<ScheduleRange> ranges(SortedSet<Integer> values) {
        return values.stream().map(ScheduleRange::new).toList();
    }
}
