package io.landlord.api.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void once_is_one_attempt() {
        assertThat(RetryPolicy.once().maxAttempts()).isEqualTo(1);
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> policy(0, SECOND, 1, SECOND, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, SECOND.negated(), 1, SECOND, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, SECOND, 0.5, SECOND, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, SECOND, Double.NaN, SECOND, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, SECOND, 1, Duration.ZERO, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> policy(1, SECOND, 1, SECOND, 1.1));
    }

    private static RetryPolicy policy(
            int attempts, Duration initial, double multiplier, Duration longest, double jitter) {
        return new RetryPolicy(attempts, initial, multiplier, longest, jitter, Set.of());
    }
}
