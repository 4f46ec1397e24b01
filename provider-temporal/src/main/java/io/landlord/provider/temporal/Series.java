package io.landlord.provider.temporal;

import io.landlord.machine.CommandId;
import io.landlord.machine.Event;
import io.landlord.machine.OwnRetry;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The attempts that Temporal makes at one call by itself. Those that failed travel in the details of the heartbeats, so that the
 * loss of a worker counts for nothing; the last attempt tells of all of them, and only the machine ever says how it ends.
 */
final class Series {
    /** The type of the failure of an attempt that Temporal follows with another one. */
    static final String AGAIN = "landlord.call-again";

    /** Until the last attempt nobody but Temporal knows of these; an execution goes on in a new run only without them. */
    private static final int MOST_ATTEMPTS = 50;

    private static final int MOST_CHARACTERS = 100_000;

    /** A pause or a new run must not wait for long. */
    static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Wire.Call call;
    private final @Nullable OwnRetry retry;
    private final List<Wire.Failed> failed;
    private final ActivityExecutionContext context;
    private final Predicate<ActivityInfo> held;
    private boolean over;

    /** @param held whether an execution must begin nothing new */
    Series(Wire.Call call, ActivityExecutionContext context, Predicate<ActivityInfo> held) {
        this.call = call;
        this.retry = call.retry();
        this.context = context;
        this.held = held;
        this.failed = retry == null
                ? List.of()
                : context.getHeartbeatDetails(Wire.Beat.class)
                        .map(Wire.Beat::failed)
                        .orElse(List.of());
    }

    /** The attempt that is due. */
    CommandId id() {
        CommandId first = CommandId.parse(call.id());
        return failed.isEmpty() ? first : OwnRetry.after(first, failed.size());
    }

    /** The failure that leaves the attempt that is due to the machine, where it must not begin now. */
    Optional<RuntimeException> halt() {
        return failed.isEmpty() || !held.test(context.getInfo())
                ? Optional.empty()
                : Optional.of(ended(failed.getLast(), failed.subList(0, failed.size() - 1)));
    }

    /** Says that the call goes on. After its failure nothing is said any more: it would be taken for the newest word. */
    synchronized void beat(@Nullable JsonNode progress) {
        if (!over) {
            context.heartbeat(retry == null ? progress : new Wire.Beat(failed, progress));
        }
    }

    /** What the activity answers with when the attempt succeeds. */
    Object answer(JsonNode result) {
        return retry == null ? result : new Wire.Answered(result, failed);
    }

    /** What the activity fails with when the attempt does. */
    RuntimeException failed(Event.Failure failure) {
        Duration delay = retry == null
                ? null
                : retry.delayAfter(call.executionId(), id(), call.pointer(), failure)
                        .orElse(null);
        Instant now = Instant.now();
        if (delay == null || !isShort(delay, failure, now) || held.test(context.getInfo())) {
            return ended(new Wire.Failed(now, failure, null), failed);
        }
        List<Wire.Failed> all = new ArrayList<>(failed);
        all.add(new Wire.Failed(now, failure, delay));
        synchronized (this) {
            over = true;
            context.heartbeat(new Wire.Beat(all, null));
        }
        return ApplicationFailure.newBuilder()
                .setMessage(failure.detail())
                .setType(AGAIN)
                .setDetails(failure)
                // Temporal takes none for the longest there is.
                .setNextRetryDelay(delay.isZero() ? Duration.ofMillis(1) : delay)
                .build();
    }

    private boolean isShort(Duration delay, Event.Failure failure, Instant now) {
        long characters = failure.detail().length();
        for (Wire.Failed earlier : failed) {
            characters += earlier.failure().detail().length();
        }
        return failed.size() + 1 < MOST_ATTEMPTS
                && characters < MOST_CHARACTERS
                && delay.compareTo(LONGEST_DELAY) <= 0
                && (failed.isEmpty()
                        || Duration.between(failed.getFirst().at(), now).compareTo(LONGEST) <= 0);
    }

    private RuntimeException ended(Wire.Failed last, List<Wire.Failed> before) {
        Event.Failure failure = last.failure();
        return retry == null
                ? ApplicationFailure.newNonRetryableFailure(failure.detail(), Attempt.FAILED, failure)
                : ApplicationFailure.newNonRetryableFailure(
                        failure.detail(), Attempt.FAILED, failure, new Wire.Before(last.at(), before));
    }
}
