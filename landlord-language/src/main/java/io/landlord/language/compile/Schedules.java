package io.landlord.language.compile;

import io.landlord.language.compile.Scope.Visible;
import io.landlord.language.reader.Place;
import io.landlord.machine.program.Cron;
import io.landlord.machine.program.Delay;
import io.landlord.machine.program.EventFilter;
import io.landlord.machine.program.Listening;
import io.landlord.machine.program.Schedule;
import io.landlord.machine.program.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compiles {@code schedule} (dsl-reference, "Schedule"). A workflow has one reason to start by itself. */
final class Schedules {
    private static final List<String> KINDS = List.of("every", "cron", "after", "on");
    private static final List<String> PROPERTIES = List.of("every", "cron", "after", "on", "read");
    private static final List<String> STRATEGIES = List.of("one", "any", "all", "until");
    private static final Visible NOTHING = new Visible("a schedule", Set.of());

    /** Engines count in seconds. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Workbench bench;

    Schedules(Workbench bench) {
        this.bench = bench;
    }

    Optional<Schedule> make(Spot main) {
        Optional<Fields> found = bench.shapes().object(main);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        fields.only(PROPERTIES, "'schedule'");
        List<Spot> given = fields.all().stream()
                .filter(spot -> KINDS.contains(spot.name()))
                .toList();
        if (given.size() > 1) {
            Spot second = given.get(1);
            bench.problems()
                    .error(
                            "ambiguous-schedule",
                            second.pointer(),
                            second.key(),
                            "a schedule has one of " + Shapes.listed(KINDS) + ", but this one has '"
                                    + given.get(0).name() + "' and '" + second.name() + "'",
                            null);
            return Optional.empty();
        }
        if (given.isEmpty()) {
            if (PROPERTIES.containsAll(fields.names())) {
                String message = "'schedule' needs one of " + Shapes.listed(KINDS);
                bench.problems().error("missing-property", main.pointer(), main.key(), message, null);
            }
            return Optional.empty();
        }
        Spot kind = given.getFirst();
        Optional<Spot> read = fields.get("read");
        if (read.isPresent() && !kind.name().equals("on")) {
            bench.problems()
                    .error(
                            "unknown-property",
                            read.get().pointer(),
                            read.get().key(),
                            "'read' goes with 'on' alone",
                            null);
            return Optional.empty();
        }
        return switch (kind.name()) {
            case "every" -> duration(kind).map(Schedule.Every::new);
            case "after" -> duration(kind).map(Schedule.After::new);
            case "cron" -> cron(kind).map(Schedule.At::new);
            default -> on(kind, read);
        };
    }

    private Optional<Duration> duration(Spot spot) {
        Optional<Delay> delay = bench.delays().delay(spot, NOTHING);
        if (delay.isEmpty()) {
            return Optional.empty();
        }
        if (!(delay.get() instanceof Delay.Fixed fixed)) {
            bench.shapes()
                    .error(
                            "invalid-duration",
                            spot,
                            "a schedule has no data that an expression could use",
                            "write the duration itself");
            return Optional.empty();
        }
        if (fixed.duration().compareTo(SHORTEST) < 0) {
            bench.shapes().error("invalid-duration", spot, "a schedule's duration is at least one second", null);
            return Optional.empty();
        }
        return Optional.of(fixed.duration());
    }

    private Optional<Cron> cron(Spot spot) {
        Optional<String> text = bench.shapes().string(spot);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Cron.parse(text.get()));
        } catch (Cron.Invalid invalid) {
            Place begin = bench.expressions().place(spot, invalid.offset());
            bench.problems()
                    .error(
                            "invalid-cron",
                            spot.pointer(),
                            begin,
                            String.valueOf(invalid.getMessage()),
                            "such as '0 6 * * mon-fri': minute, hour, day of month, month, day of week, in UTC");
            return Optional.empty();
        }
    }

    private Optional<Schedule> on(Spot spot, Optional<Spot> mode) {
        Optional<Listening.Read> read =
                mode.isEmpty() ? Optional.of(Listening.Read.DATA) : Listeners.read(bench, mode.get());
        Optional<Fields> strategy = bench.shapes().object(spot);
        strategy.ifPresent(known -> known.only(STRATEGIES, "'on'"));
        for (String refused : List.of("all", "until")) {
            Optional<Spot> found = strategy.flatMap(known -> known.get(refused));
            if (found.isPresent()) {
                bench.shapes().unsupported(found.get(), "'schedule.on." + refused + "'");
                return Optional.empty();
            }
        }
        Optional<Subscription> events =
                strategy.flatMap(known -> new Events(bench).subscription(known, "'on'", NOTHING));
        if (events.isPresent() && events.get().filters().stream().anyMatch(Schedules::correlates)) {
            bench.shapes().unsupported(spot, "a correlation in 'schedule.on'");
            return Optional.empty();
        }
        return events.flatMap(known -> read.map(how -> new Schedule.On(known, how)));
    }

    private static boolean correlates(EventFilter filter) {
        return !filter.correlate().isEmpty();
    }
}
