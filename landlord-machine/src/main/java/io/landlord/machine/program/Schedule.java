package io.landlord.machine.program;

import java.time.Duration;

/** When a workflow starts by itself (dsl-reference, "Schedule"). The machine knows nothing of it; engines keep it. */
public sealed interface Schedule {

    /** The word the document uses, {@code every}. */
    default String kind() {
        return switch (this) {
            case Every ignored -> "every";
            case At ignored -> "cron";
            case After ignored -> "after";
            case On ignored -> "on";
        };
    }

    /** Whenever so much time has passed since 1970-01-01T00:00:00Z once more, whether the last execution has ended or not. */
    record Every(Duration interval) implements Schedule {}

    /** At the times of a cron expression, whether the last execution has ended or not. */
    record At(Cron cron) implements Schedule {}

    /** So long after the end of the last one; the first one so long after the deployment. */
    record After(Duration delay) implements Schedule {}

    /** Whenever an event comes that one of the filters means. */
    record On(Subscription events, Listening.Read read) implements Schedule {}
}
