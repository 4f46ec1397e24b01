package io.landlord.machine;

import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.program.Retry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A task as a test writes it down: names instead of indexes, text instead of expressions. {@link Programs} links it. */
final class Node {
    /** What a task does. */
    sealed interface Body {
        record Do(List<Node> tasks) implements Body {}

        record Set(JsonNode value) implements Body {}

        record Switch(List<Case> cases) implements Body {}

        record For(
                String each,
                String at,
                JsonNode in,
                @Nullable String condition,
                List<Node> tasks) implements Body {}

        record Fork(boolean compete, List<Node> branches) implements Body {}

        record Try(List<Node> tasks, Handling handling) implements Body {}

        record Raise(JsonNode type, JsonNode status) implements Body {}

        record Wait(String delay) implements Body {}

        record Call(
                String handler,
                JsonNode arguments,
                @Nullable Duration timeout,
                RetryPolicy retry) implements Body {}

        record Run(String workflow, JsonNode input, boolean await) implements Body {}
    }

    record Case(@Nullable String when, String then) {}

    /** What {@code catch} says. */
    record Handling(
            JsonNode filter,
            @Nullable String when,
            @Nullable String exceptWhen,
            @Nullable Again retry,
            @Nullable List<Node> tasks,
            @Nullable String then) {

        Handling when(String condition) {
            return new Handling(filter, condition, exceptWhen, retry, tasks, then);
        }

        Handling exceptWhen(String condition) {
            return new Handling(filter, when, condition, retry, tasks, then);
        }

        Handling retry(Again again) {
            return new Handling(filter, when, exceptWhen, again, tasks, then);
        }

        Handling then(String target) {
            return new Handling(filter, when, exceptWhen, retry, tasks, target);
        }

        Handling run(Node... handlers) {
            return new Handling(filter, when, exceptWhen, retry, List.of(handlers), then);
        }
    }

    /** When a {@code try} runs again; delays are ISO 8601 or expressions. */
    record Again(
            @Nullable Integer count,
            @Nullable String delay,
            Retry.Backoff backoff,
            @Nullable String jitterFrom,
            @Nullable String jitterTo,
            @Nullable String attemptDuration,
            @Nullable String duration,
            @Nullable String when) {

        static Again times(@Nullable Integer count, @Nullable String delay) {
            return new Again(count, delay, Retry.Backoff.CONSTANT, null, null, null, null, null);
        }

        Again backoff(Retry.Backoff kind) {
            return new Again(count, delay, kind, jitterFrom, jitterTo, attemptDuration, duration, when);
        }

        Again jitter(String from, String to) {
            return new Again(count, delay, backoff, from, to, attemptDuration, duration, when);
        }

        Again attemptDuration(String limit) {
            return new Again(count, delay, backoff, jitterFrom, jitterTo, limit, duration, when);
        }

        Again duration(String limit) {
            return new Again(count, delay, backoff, jitterFrom, jitterTo, attemptDuration, limit, when);
        }

        Again when(String condition) {
            return new Again(count, delay, backoff, jitterFrom, jitterTo, attemptDuration, duration, condition);
        }
    }

    final String name;
    final Body body;

    @Nullable
    String condition;

    @Nullable
    JsonNode inputFrom;

    @Nullable
    JsonNode outputAs;

    @Nullable
    JsonNode exportAs;

    @Nullable
    String timeout;

    String then = "continue";

    @Nullable
    List<Node> compensation;

    Node(String name, Body body) {
        this.name = name;
        this.body = body;
    }

    Node onlyIf(String expression) {
        condition = expression;
        return this;
    }

    Node inputFrom(String json) {
        inputFrom = Programs.json(json);
        return this;
    }

    Node outputAs(String json) {
        outputAs = Programs.json(json);
        return this;
    }

    Node exportAs(String json) {
        exportAs = Programs.json(json);
        return this;
    }

    Node timeout(String after) {
        timeout = after;
        return this;
    }

    Node then(String target) {
        then = target;
        return this;
    }

    Node compensate(Node... tasks) {
        compensation = List.of(tasks);
        return this;
    }
}
