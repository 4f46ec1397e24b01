package io.landlord.server.workflow;

import io.landlord.api.workflow.RetryPolicy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How calls are tried again; what is not given is one attempt without a delay. */
@Schema(
        name = "RetryPolicy",
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
        description = "How failed calls are tried again")
record RetryPolicyRequest(
        @Schema(description = "Attempts in all, the first included", minimum = "1", defaultValue = "1") @Nullable
        Integer maxAttempts,

        @Schema(description = "The delay before the second attempt") @Nullable
        Duration initialInterval,

        @Schema(description = "The growth of the delay", minimum = "1", defaultValue = "1") @Nullable
        Double multiplier,

        @Schema(description = "The longest delay") @Nullable Duration maxInterval,

        @Schema(description = "The part of the delay that varies", minimum = "0", maximum = "1", defaultValue = "0")
        @Nullable
        Double jitter,

        @Schema(description = "Types of errors that are never tried again") @Nullable
        List<String> nonRetryableTypes) {

    RetryPolicyRequest {
        // The policy's own rules, so that what breaks them is a mistake of the body.
        RetryPolicy ignored = policy(maxAttempts, initialInterval, multiplier, maxInterval, jitter, nonRetryableTypes);
    }

    RetryPolicy policy() {
        return policy(maxAttempts, initialInterval, multiplier, maxInterval, jitter, nonRetryableTypes);
    }

    private static RetryPolicy policy(
            @Nullable Integer maxAttempts,
            @Nullable Duration initialInterval,
            @Nullable Double multiplier,
            @Nullable Duration maxInterval,
            @Nullable Double jitter,
            @Nullable List<String> nonRetryableTypes) {
        Duration first = initialInterval == null ? Duration.ZERO : initialInterval;
        Duration longest = maxInterval != null ? maxInterval : first.plus(Duration.ofMinutes(1));
        return new RetryPolicy(
                maxAttempts == null ? 1 : maxAttempts,
                first,
                multiplier == null ? 1 : multiplier,
                longest,
                jitter == null ? 0 : jitter,
                nonRetryableTypes == null ? Set.of() : Set.copyOf(nonRetryableTypes));
    }
}
