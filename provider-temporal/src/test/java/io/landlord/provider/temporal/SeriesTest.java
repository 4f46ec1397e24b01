package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.StandardError;
import io.landlord.machine.Event;
import io.landlord.machine.OwnRetry;
import io.landlord.machine.program.Retry;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.NullNode;

/** Which attempts Temporal makes, and what it is told of those before. */
class SeriesTest {
    private final List<Object> beats = new ArrayList<>();

    private static Event.Failure failure(String detail) {
        StandardError kind = StandardError.COMMUNICATION;
        return new Event.Failure(kind.type(), kind.status(), kind.title(), detail, true);
    }

    private Series series(Duration delay, List<Wire.Failed> before, boolean held) {
        OwnRetry retry = new OwnRetry(Map.of(), delay.toMillis(), Retry.Backoff.CONSTANT, 0, 0, null);
        Wire.Call call = new Wire.Call(
                "h", NullNode.getInstance(), "0/0/0!call.1", "/do/0/try/try/0/h", "w:one", null, null, retry);
        ActivityExecutionContext context = (ActivityExecutionContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ActivityExecutionContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeartbeatDetails" ->
                        before.isEmpty() ? Optional.empty() : Optional.of(new Wire.Beat(before, null));
                    case "heartbeat" -> {
                        beats.add(arguments[0]);
                        yield null;
                    }
                    default -> null;
                });
        return new Series(call, context, info -> held);
    }

    private static List<Wire.Failed> failed(int count, Instant first, String detail) {
        return Collections.nCopies(count, new Wire.Failed(first, failure(detail), Duration.ofSeconds(1)));
    }

    private static ApplicationFailure told(RuntimeException failure) {
        assertThat(failure).isInstanceOf(ApplicationFailure.class);
        return (ApplicationFailure) failure;
    }

    private void assertGoesOn(RuntimeException failure, @Nullable Duration delay) {
        assertThat(told(failure).isNonRetryable()).isFalse();
        assertThat(told(failure).getNextRetryDelay()).isEqualTo(delay);
    }

    private void assertHandedOver(RuntimeException failure) {
        assertThat(told(failure).isNonRetryable()).isTrue();
        assertThat(told(failure).getType()).isEqualTo(Attempt.FAILED);
        assertThat(beats).isEmpty();
    }

    @Test
    void a_failure_is_followed_by_another_attempt_after_the_delay_of_the_machine() {
        Series series = series(Duration.ofSeconds(7), List.of(), false);

        assertThat(series.id()).hasToString("0/0/0!call.1");
        assertGoesOn(series.failed(failure("one")), Duration.ofSeconds(7));
        assertThat(beats)
                .singleElement()
                .isInstanceOfSatisfying(
                        Wire.Beat.class,
                        beat -> assertThat(beat.failed())
                                .singleElement()
                                .satisfies(
                                        one -> assertThat(one.failure().detail())
                                                .isEqualTo("one"),
                                        one -> assertThat(one.after()).isEqualTo(Duration.ofSeconds(7))));
    }

    @Test
    void temporal_would_take_no_delay_for_the_longest() {
        assertGoesOn(series(Duration.ZERO, List.of(), false).failed(failure("one")), Duration.ofMillis(1));
    }

    @Test
    void a_beat_that_comes_late_does_not_undo_the_failure() {
        Series series = series(Duration.ofSeconds(1), failed(1, Instant.now(), "one"), false);
        series.beat(null);
        RuntimeException ignored = series.failed(failure("two"));
        series.beat(IntNode.valueOf(3));

        assertThat(beats).hasSize(2);
        assertThat(beats.getLast())
                .isInstanceOfSatisfying(
                        Wire.Beat.class, beat -> assertThat(beat.failed()).hasSize(2));
    }

    @Test
    void the_attempts_before_count_and_are_told_with_the_result() {
        Series series = series(Duration.ofSeconds(1), failed(2, Instant.now(), "one"), false);

        assertThat(series.id()).hasToString("0/0@2/0!call.1");
        assertThat(series.answer(IntNode.valueOf(1)))
                .isInstanceOfSatisfying(
                        Wire.Answered.class,
                        answer -> assertThat(answer.failed()).hasSize(2));
    }

    @Test
    void what_is_long_is_handed_over_to_the_machine() {
        Instant now = Instant.now();
        assertHandedOver(series(Duration.ofSeconds(61), List.of(), false).failed(failure("one")));
        assertHandedOver(
                series(Duration.ofSeconds(1), failed(49, now, "one"), false).failed(failure("one")));
        assertHandedOver(series(Duration.ofSeconds(1), failed(1, now.minusSeconds(601), "one"), false)
                .failed(failure("one")));
        assertHandedOver(series(Duration.ofSeconds(1), failed(10, now, "x".repeat(10_000)), false)
                .failed(failure("one")));
    }

    @Test
    void what_is_paused_is_handed_over_to_the_machine() {
        assertHandedOver(series(Duration.ofSeconds(1), List.of(), true).failed(failure("one")));
        assertThat(series(Duration.ofSeconds(1), List.of(), true).halt()).isEmpty();
        assertThat(series(Duration.ofSeconds(1), failed(1, Instant.now(), "one"), true)
                        .halt())
                .hasValueSatisfying(this::assertHandedOver);
    }
}
