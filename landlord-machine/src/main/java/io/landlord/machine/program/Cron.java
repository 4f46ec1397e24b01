package io.landlord.machine.program;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A cron expression of five fields: minute, hour, day of month, month, day of week. A field has {@code *}, numbers, ranges,
 * steps and lists of these; months and days of the week also have their English names, and Sunday is 0 and 7. Where both days
 * are restricted, a day that meets either is meant, as in every cron since the seventies. Times are in UTC, which has no
 * daylight saving.
 *
 * @param text as it is written
 * @param minutes from 0 to 59
 * @param hours from 0 to 23
 * @param daysOfMonth from 1 to 31
 * @param months from 1 to 12
 * @param daysOfWeek from 0, Sunday, to 6
 * @param eitherDay whether a day needs to meet only one of the two fields for days
 */
public record Cron(
        String text,
        SortedSet<Integer> minutes,
        SortedSet<Integer> hours,
        SortedSet<Integer> daysOfMonth,
        SortedSet<Integer> months,
        SortedSet<Integer> daysOfWeek,
        boolean eitherDay) {
    /** The 29th of February is eight years away at the most. */
    private static final int YEARS = 9;

    /** A field and what its numbers and names are. */
    private enum Field {
        MINUTE(0, 59, List.of()),
        HOUR(0, 23, List.of()),
        DAY_OF_MONTH(1, 31, List.of()),
        MONTH(1, 12, List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
        DAY_OF_WEEK(0, 7, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

        private final int least;
        private final int most;
        private final List<String> names;

        Field(int least, int most, List<String> names) {
            this.least = least;
            this.most = most;
            this.names = names;
        }

        private String title() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What is wrong with a text, and at which of its characters, from 0. */
    public static final class Invalid extends Exception {
        private static final long serialVersionUID = 1L;

        private final int offset;

        Invalid(int offset, String message) {
            super(message);
            this.offset = offset;
        }

        public int offset() {
            return offset;
        }
    }

    /**
     * Reads a cron expression.
     *
     * @throws Invalid with the place of the mistake
     */
    public static Cron parse(String text) throws Invalid {
        List<String> words = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = from;
            while (to < text.length() && !Character.isWhitespace(text.charAt(to))) {
                to++;
            }
            if (to > from) {
                words.add(text.substring(from, to));
                places.add(from);
            }
            from = to + 1;
        }
        if (words.size() != Field.values().length) {
            throw new Invalid(
                    0,
                    "a cron expression has five fields (minute, hour, day of month, month, day of week), not "
                            + words.size());
        }
        List<SortedSet<Integer>> values = new ArrayList<>();
        for (Field field : Field.values()) {
            values.add(field(field, words.get(field.ordinal()), places.get(field.ordinal())));
        }
        SortedSet<Integer> daysOfWeek = values.get(Field.DAY_OF_WEEK.ordinal());
        if (daysOfWeek.remove(7)) {
            daysOfWeek.add(0);
        }
        boolean eitherDay = !words.get(Field.DAY_OF_MONTH.ordinal()).startsWith("*")
                && !words.get(Field.DAY_OF_WEEK.ordinal()).startsWith("*");
        Cron cron = new Cron(text, values.get(0), values.get(1), values.get(2), values.get(3), daysOfWeek, eitherDay);
        if (cron.next(Instant.EPOCH).isEmpty()) {
            throw new Invalid(places.get(Field.DAY_OF_MONTH.ordinal()), "no month that is named has such a day");
        }
        return cron;
    }

    private static SortedSet<Integer> field(Field field, String word, int place) throws Invalid {
        SortedSet<Integer> values = new TreeSet<>();
        int from = 0;
        for (String part : word.split(",", -1)) {
            part(field, part, place + from, values);
            from += part.length() + 1;
        }
        return values;
    }

    private static void part(Field field, String part, int place, SortedSet<Integer> values) throws Invalid {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : number(part.substring(slash + 1), place + slash + 1, "a step");
        if (step < 1) {
            throw new Invalid(place + slash + 1, "a step is at least 1");
        }
        int dash = range.indexOf('-');
        int first;
        int last;
        if (range.equals("*")) {
            first = field.least;
            last = field == Field.DAY_OF_WEEK ? 6 : field.most;
        } else if (dash < 0) {
            first = value(field, range, place);
            last = slash < 0 ? first : field.most;
        } else {
            first = value(field, range.substring(0, dash), place);
            last = value(field, range.substring(dash + 1), place + dash + 1);
        }
        if (last < first) {
            throw new Invalid(place, "the range '" + range + "' ends before it begins");
        }
        for (int value = first; value <= last; value += step) {
            values.add(value);
        }
    }

    private static int value(Field field, String text, int place) throws Invalid {
        int named = field.names.indexOf(text.toLowerCase(Locale.ROOT));
        int value = named >= 0 ? named + (field == Field.MONTH ? 1 : 0) : number(text, place, "the " + field.title());
        if (value < field.least || value > field.most) {
            throw new Invalid(
                    place, "the " + field.title() + " is from " + field.least + " to " + field.most + ", not " + text);
        }
        return value;
    }

    private static int number(String text, int place, String what) throws Invalid {
        if (!text.matches("[0-9]{1,4}")) {
            throw new Invalid(place, "'" + text + "' cannot be " + what);
        }
        return Integer.parseInt(text);
    }

    /** The first of its times after this one; empty when there is none. */
    public Optional<Instant> next(Instant after) {
        ZonedDateTime time =
                after.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        ZonedDateTime end = time.plusYears(YEARS);
        while (time.isBefore(end)) {
            if (!months.contains(time.getMonthValue())) {
                time = time.plusMonths(1).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
            } else if (!isDay(time)) {
                time = time.plusDays(1).truncatedTo(ChronoUnit.DAYS);
            } else if (!hours.contains(time.getHour())) {
                time = time.plusHours(1).truncatedTo(ChronoUnit.HOURS);
            } else if (!minutes.contains(time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return Optional.of(time.toInstant());
            }
        }
        return Optional.empty();
    }

    private boolean isDay(ZonedDateTime time) {
        boolean ofMonth = daysOfMonth.contains(time.getDayOfMonth());
        boolean ofWeek = daysOfWeek.contains(time.getDayOfWeek().getValue() % 7);
        return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
    }
}
