package io.landlord.control.reconcile;

import io.landlord.control.operation.Operation;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.tenant.TenantState;
import io.landlord.control.tenant.Tenants;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What can be measured of tenants and operations. Gauges ask the database with one aggregate query each, at most every few
 * seconds, and only when they are read; they are not a number while it cannot be asked.
 */
final class OperationMeters {
    private static final Duration KEEP = Duration.ofSeconds(5);

    private record Figures(Instant taken, boolean available, Map<TenantState, Long> tenants, double lag) {}

    private final ControlDatabase database;
    private final Tenants tenants;
    private final MeterRegistry meters;
    private final Clock clock;
    private @Nullable Figures figures;

    OperationMeters(ControlDatabase database, Tenants tenants, MeterRegistry meters, Clock clock) {
        this.database = database;
        this.tenants = tenants;
        this.meters = meters;
        this.clock = clock;
        for (TenantState state : TenantState.values()) {
            gauge(Gauge.builder(
                            "landlord.tenants",
                            this,
                            of(taken -> taken.tenants().getOrDefault(state, 0L)))
                    .tag("state", state.wireName())
                    .description("How many tenants are in this state"));
        }
        gauge(Gauge.builder("landlord.reconcile.lag", this, of(Figures::lag))
                .baseUnit("seconds")
                .description("How long the oldest operation that has not begun has been waiting"));
    }

    private void gauge(Gauge.Builder<OperationMeters> builder) {
        Gauge ignored = builder.strongReference(true).register(meters);
    }

    private static ToDoubleFunction<OperationMeters> of(ToDoubleFunction<Figures> figure) {
        return self -> {
            Figures known = self.figures();
            return known.available() ? figure.applyAsDouble(known) : Double.NaN;
        };
    }

    private synchronized Figures figures() {
        Instant now = clock.instant();
        Figures known = figures;
        if (known == null || known.taken().plus(KEEP).isBefore(now)) {
            known = taken(now);
            figures = known;
        }
        return known;
    }

    /** Also that there are none is remembered: else each gauge of one reading would wait for the database anew. */
    private Figures taken(Instant now) {
        try {
            return new Figures(now, true, tenants.countByState(), lag(now));
        } catch (RuntimeException unavailable) {
            return new Figures(clock.instant(), false, Map.of(), 0);
        }
    }

    private double lag(Instant now) {
        long oldest = database.jdbc()
                .sql("SELECT MIN(created_at) AS oldest FROM operations WHERE state = 'pending'")
                .query((row, number) -> {
                    long millis = row.getLong("oldest");
                    return row.wasNull() ? now.toEpochMilli() : millis;
                })
                .single();
        return Math.max(0, now.toEpochMilli() - oldest) / 1000.0;
    }

    void ended(Operation operation) {
        String kind = operation.kind().wireName();
        String state = operation.state().wireName();
        meters.counter("landlord.operations", "kind", kind, "state", state).increment();
        if (operation.startedAt() != null && operation.endedAt() != null) {
            meters.timer("landlord.operation", "kind", kind, "state", state)
                    .record(Duration.between(operation.startedAt(), operation.endedAt()));
        }
    }
}
