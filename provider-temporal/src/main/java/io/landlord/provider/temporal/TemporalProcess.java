package io.landlord.provider.temporal;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What a process is to Temporal and to those who watch it.
 *
 * @param identity the name that Temporal's UI shows for what it does; {@code null} for one of its process id and host
 * @param meters where the measures of Temporal's SDK go, {@code temporal_*}; {@code null} for nowhere
 */
public record TemporalProcess(
        @Nullable String identity, @Nullable MeterRegistry meters) {

    /** A process without a name that nobody measures. */
    public static final TemporalProcess NAMELESS = new TemporalProcess(null, null);
}
