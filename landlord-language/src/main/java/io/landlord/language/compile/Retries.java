package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.machine.program.Delay;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Retry;
import java.util.List;
import java.util.Optional;

/** Compiles retry policies (dsl-reference, "Retry"). */
final class Retries {
    private static final List<String> PROPERTIES = List.of("when", "exceptWhen", "delay", "backoff", "limit", "jitter");
    private static final List<String> BACKOFFS = List.of("constant", "exponential", "linear");

    private final Workbench bench;

    Retries(Workbench bench) {
        this.bench = bench;
    }

    /** The name of a policy under {@code use}, or one in place. */
    Optional<Retry> retry(Spot spot, Visible visible) {
        if (spot.node().json().isString()) {
            return bench.reusables()
                    .find(Reusables.Kind.RETRY, spot, spot.node().json().stringValue())
                    .flatMap(entry -> definition(entry, visible));
        }
        return definition(spot, visible);
    }

    Optional<Retry> definition(Spot spot, Visible visible) {
        Optional<Fields> found = bench.shapes().object(spot);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        fields.only(PROPERTIES, "a retry policy");
        Optional<Expression> when =
                fields.get("when").flatMap(known -> bench.expressions().bare(known, visible));
        Optional<Expression> exceptWhen =
                fields.get("exceptWhen").flatMap(known -> bench.expressions().bare(known, visible));
        Optional<Delay> delay = delay(fields, "delay", visible);
        Retry.Backoff backoff = fields.get("backoff").map(this::backoff).orElse(Retry.Backoff.CONSTANT);
        Optional<Retry.Jitter> jitter = fields.get("jitter").flatMap(known -> jitter(known, visible));
        Optional<Fields> limit = fields.get("limit").flatMap(bench.shapes()::object);
        limit.ifPresent(known -> known.only(List.of("attempt", "duration"), "'limit'"));
        Optional<Fields> attempt = limit.flatMap(known -> known.get("attempt")).flatMap(bench.shapes()::object);
        attempt.ifPresent(known -> known.only(List.of("count", "duration"), "'attempt'"));
        Optional<Integer> count = attempt.flatMap(known -> known.get("count")).flatMap(bench.shapes()::count);
        return Optional.of(new Retry(
                when.orElse(null),
                exceptWhen.orElse(null),
                delay.orElse(null),
                backoff,
                jitter.orElse(null),
                count.orElse(null),
                attempt.flatMap(known -> delay(known, "duration", visible)).orElse(null),
                limit.flatMap(known -> delay(known, "duration", visible)).orElse(null)));
    }

    private Optional<Delay> delay(Fields fields, String property, Visible visible) {
        return fields.get(property).flatMap(spot -> bench.delays().delay(spot, visible));
    }

    private Retry.Backoff backoff(Spot spot) {
        Optional<Fields> fields = bench.shapes().object(spot);
        if (fields.isEmpty()) {
            return Retry.Backoff.CONSTANT;
        }
        fields.get().only(BACKOFFS, "'backoff'");
        List<Spot> known = fields.get().all().stream()
                .filter(entry -> BACKOFFS.contains(entry.name()))
                .toList();
        if (known.size() != 1) {
            boolean told = known.isEmpty() && !fields.get().isEmpty();
            if (!told) {
                bench.shapes()
                        .error(
                                "invalid-value",
                                spot,
                                "'backoff' needs exactly one of " + Shapes.listed(BACKOFFS),
                                null);
            }
            return Retry.Backoff.CONSTANT;
        }
        bench.shapes().object(known.getFirst()).ifPresent(empty -> empty.only(List.of(), "a backoff"));
        return switch (known.getFirst().name()) {
            case "exponential" -> Retry.Backoff.EXPONENTIAL;
            case "linear" -> Retry.Backoff.LINEAR;
            default -> Retry.Backoff.CONSTANT;
        };
    }

    private Optional<Retry.Jitter> jitter(Spot spot, Visible visible) {
        Optional<Fields> fields = bench.shapes().object(spot);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        fields.get().only(List.of("from", "to"), "'jitter'");
        Optional<Delay> from = fields.get()
                .required("from", "'jitter'")
                .flatMap(known -> bench.delays().delay(known, visible));
        Optional<Delay> to = fields.get()
                .required("to", "'jitter'")
                .flatMap(known -> bench.delays().delay(known, visible));
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (from.get() instanceof Delay.Fixed least
                && to.get() instanceof Delay.Fixed most
                && least.duration().compareTo(most.duration()) > 0) {
            bench.shapes().error("invalid-value", spot, "'from' must not be longer than 'to'", null);
        }
        return Optional.of(new Retry.Jitter(from.get(), to.get()));
    }
}
