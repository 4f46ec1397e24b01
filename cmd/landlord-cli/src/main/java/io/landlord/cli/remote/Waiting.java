package io.landlord.cli.remote;

import io.landlord.api.execution.ExecutionEvent;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.DurationText;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.JsonText;
import io.landlord.cli.console.Progress;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Waits until an execution or an operation has ended, and shows its steps meanwhile. A server that goes away for a while, as
 * in a restart, is waited for.
 */
public final class Waiting {
    static final Set<String> ENDED = Set.of("succeeded", "failed", "timed_out", "cancelled", "superseded");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long TICK_MILLIS = 250;
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final ApiClient api;
    private final Console console;
    private final Duration longest;
    private final long begun = System.nanoTime();
    private final Steps steps;

    Waiting(ApiClient api, Console console, WaitOptions options, Format format) {
        this(api, console, options.longest(), steps(console, options.watch(), format));
    }

    Waiting(ApiClient api, Console console, Duration longest, Steps steps) {
        this.api = api;
        this.console = console;
        this.longest = longest;
        this.steps = steps;
    }

    /** Waits this long at most and shows steps as this progress does; null shows none. */
    public static Waiting atMost(Duration longest, ApiClient api, Console console, @Nullable Progress progress) {
        return new Waiting(api, console, longest, progress == null ? event -> {} : new Lines(progress));
    }

    /** Where steps are shown. */
    interface Steps {
        void event(JsonNode event);

        default void tick() {}

        default void restart() {}

        default void close() {}
    }

    private static Steps steps(Console console, boolean watch, Format format) {
        return format == Format.TABLE && (watch || console.terminal())
                ? new Lines(new Progress(console.out(), console.colour(), ""))
                : event -> {};
    }

    /** A line a step. */
    record Lines(Progress progress) implements Steps {
        @Override
        public void event(JsonNode json) {
            ExecutionEvent event = ExecutionEvents.parse(json);
            if (event != null) {
                progress.accept(event);
            }
        }

        @Override
        public void tick() {
            progress.tick();
        }

        @Override
        public void restart() {
            progress.restart();
        }

        @Override
        public void close() {
            progress.close();
        }
    }

    /** One JSON object a line. */
    record JsonLines(Console console) implements Steps {
        @Override
        public void event(JsonNode event) {
            console.out().println(JsonText.compact(event));
            console.out().flush();
        }
    }

    /** The execution once it has ended. */
    JsonNode execution(String id) throws InterruptedException {
        return execution(id, ApiClient.path("executions", id));
    }

    /** The thing at this path once it or the execution has ended. */
    private JsonNode execution(String executionId, String path) throws InterruptedException {
        long last = -1;
        while (true) {
            try (ExecutionEvents events = new ExecutionEvents(api, executionId, last)) {
                last = follow(events, last);
            }
            steps.close();
            JsonNode thing = patiently(() -> api.await(path, Duration.ofSeconds(1)));
            if (hasEnded(thing) || isOther(thing, executionId)) {
                return thing;
            }
        }
    }

    private static boolean hasEnded(JsonNode thing) {
        return ENDED.contains(thing.path("state").stringValue(""));
    }

    private static boolean isOther(JsonNode operation, String executionId) {
        String current = operation.path("executionId").stringValue(executionId);
        return !current.equals(executionId);
    }

    private long follow(ExecutionEvents events, long after) throws InterruptedException {
        long last = after;
        while (true) {
            checkTime();
            var next = events.next(TICK_MILLIS);
            if (next.isEmpty()) {
                steps.tick();
                continue;
            }
            switch (next.get()) {
                case ExecutionEvents.Received.Event event -> {
                    last = event.json().path("sequence").longValue(last);
                    steps.event(event.json());
                }
                case ExecutionEvents.Received.End end -> {
                    return last;
                }
            }
        }
    }

    /** The operation once it has ended, whichever executions it takes. */
    public JsonNode operation(String id) throws InterruptedException {
        String path = ApiClient.path("operations", id);
        long pause = FIRST_PAUSE_MILLIS;
        String followed = "";
        while (true) {
            checkTime();
            JsonNode operation = patiently(() -> api.get(path));
            if (hasEnded(operation)) {
                steps.close();
                return operation;
            }
            String execution = operation.path("executionId").stringValue("");
            if (!execution.isEmpty() && !execution.equals(followed)) {
                steps.restart();
                followed = execution;
                operation = execution(execution, path);
                if (hasEnded(operation)) {
                    return operation;
                }
            } else {
                Thread.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
            }
        }
    }

    /** Asks again for a while when the server cannot be reached. */
    private JsonNode patiently(Supplier<JsonNode> question) throws InterruptedException {
        long since = System.nanoTime();
        while (true) {
            try {
                return question.get();
            } catch (CliFailure | Refusal failure) {
                boolean mayPass = failure instanceof Refusal refusal
                        ? refusal.mayPass()
                        : ((CliFailure) failure).exitCode() == ExitCode.UNAVAILABLE;
                if (!mayPass || System.nanoTime() - since > PATIENCE.toNanos()) {
                    steps.close();
                    throw failure;
                }
            }
            checkTime();
            Thread.sleep(LONGEST_PAUSE_MILLIS);
        }
    }

    private void checkTime() {
        if (System.nanoTime() - begun > longest.toNanos()) {
            steps.close();
            throw new CliFailure(
                    ExitCode.TIMED_OUT,
                    "it has not ended within " + DurationText.of(longest),
                    "it goes on; the same command with get and --wait waits for it again");
        }
    }
}
