package io.landlord.cli.remote;

import io.landlord.cli.console.DurationText;
import io.landlord.cli.console.Ink;
import io.landlord.cli.console.Table;
import io.landlord.cli.console.Table.Cell;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The columns in which a list of one kind of thing is shown.
 *
 * @param things what the things are called, for a list that has none
 */
record View(String things, List<Column> columns) {

    /** How a value is written in a table. */
    enum Kind {
        TEXT,
        STATE,
        AGE,
        TIME,
        TOOK,
        COUNT
    }

    /**
     * A column.
     *
     * @param pointer the JSON Pointer of its value in a thing
     */
    record Column(String head, String pointer, Kind kind) {}

    /** A view of columns, each written as {@code HEAD /pointer kind}. */
    static View of(String things, String... columns) {
        return new View(
                things,
                List.of(columns).stream()
                        .map(column -> column.split(" ", -1))
                        .map(part -> new Column(
                                part[0],
                                part[1],
                                part.length < 3 ? Kind.TEXT : Kind.valueOf(part[2].toUpperCase(Locale.ROOT))))
                        .toList());
    }

    Table table(JsonNode items, Ink ink, Instant now) {
        Table table = new Table(columns.stream().map(Column::head).toList());
        for (JsonNode item : items) {
            table.add(
                    columns.stream().map(column -> cell(column, item, ink, now)).toList());
        }
        return table;
    }

    private static Cell cell(Column column, JsonNode item, Ink ink, Instant now) {
        JsonNode value = item.at(column.pointer());
        return switch (column.kind()) {
            case TEXT -> Cell.of(text(value));
            case STATE -> state(item, text(value), ink);
            case AGE -> Cell.of(age(value, now));
            case TIME -> Cell.of(text(value));
            case TOOK -> Cell.of(took(item));
            case COUNT -> Cell.of(Integer.toString(value.size()));
        };
    }

    private static Cell state(JsonNode item, String state, Ink ink) {
        if (!item.path("stuck").asBoolean(false)) {
            return new Cell(state, state(state, ink));
        }
        String stuck = state + ", stuck";
        return new Cell(stuck, ink.bad(stuck));
    }

    /** A value in one line; an absent one is empty. */
    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> member.getKey() + "=" + text(member.getValue()))
                    .collect(Collectors.joining(", "));
        }
        if (value.isArray()) {
            return value.valueStream().map(View::text).collect(Collectors.joining(", "));
        }
        return value.asString();
    }

    /** A state by its word, and beside it by colour. */
    static String state(String state, Ink ink) {
        return switch (state) {
            case "ready", "succeeded" -> ink.good(state);
            case "failed", "timed_out" -> ink.bad(state);
            case "requested", "provisioning", "deleting", "pending", "running", "paused" -> ink.warn(state);
            default -> state;
        };
    }

    private static String age(JsonNode value, Instant now) {
        Instant time = time(value);
        return time == null ? "" : ago(time, now);
    }

    static String ago(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        if (age.compareTo(Duration.ofSeconds(1)) < 0) {
            return "now";
        }
        Duration whole = Duration.ofSeconds(age.toSeconds());
        String text = DurationText.of(whole).replace(".0 s", " s");
        return text + " ago";
    }

    private static String took(JsonNode item) {
        Instant from = first(item, "startedAt", "startTime");
        Instant to = first(item, "endedAt", "stopTime");
        return from == null || to == null ? "" : DurationText.of(Duration.between(from, to));
    }

    private static @Nullable Instant first(JsonNode item, String... names) {
        for (String name : names) {
            Instant time = time(item.path(name));
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    static @Nullable Instant time(JsonNode value) {
        try {
            return value.isString() ? Instant.parse(value.stringValue()) : null;
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }
}
