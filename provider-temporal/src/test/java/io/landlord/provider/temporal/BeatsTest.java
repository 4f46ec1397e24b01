package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class BeatsTest {
    private final Deque<Runnable> due = new ArrayDeque<>();
    private Duration now = Duration.ofDays(-1);
    private final Beats beats = new Beats(Duration.ofSeconds(4), () -> now.toNanos(), due::add);
    private int count;
    private final Runnable beat = () -> count++;

    private void afterSeconds(int seconds) {
        now = now.plusSeconds(seconds);
        beats.look();
    }

    private void work() {
        while (!due.isEmpty()) {
            due.remove().run();
        }
    }

    @Test
    void a_call_beats_once_a_heartbeat_and_not_at_its_start() {
        beats.begin(beat);
        for (int second = 1; second <= 9; second++) {
            afterSeconds(1);
            work();
            assertThat(count).as("after %d s", second).isEqualTo(second / 4);
        }
    }

    @Test
    void a_call_that_is_over_beats_no_more() {
        beats.begin(beat);
        afterSeconds(4);
        assertThat(due).hasSize(1);

        beats.end(beat);
        work();
        afterSeconds(4);

        assertThat(due).isEmpty();
        assertThat(count).isZero();
    }

    @Test
    void a_beat_that_waits_is_not_asked_for_again() {
        beats.begin(beat);
        afterSeconds(4);
        afterSeconds(4);
        assertThat(due).hasSize(1);

        work();
        afterSeconds(3);
        assertThat(due).isEmpty();
        afterSeconds(1);
        assertThat(due).hasSize(1);
    }

    @Test
    void a_beat_that_fails_is_followed_by_another() {
        Runnable failing = () -> {
            throw new IllegalStateException("no server");
        };
        beats.begin(failing);
        afterSeconds(4);
        try {
            due.remove().run();
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("no server");
        }

        afterSeconds(4);

        assertThat(due).hasSize(1);
    }
}
