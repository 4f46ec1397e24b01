package io.landlord.jq.time;

import java.util.Locale;

/** Writes a time by a format: {@code %}, flags {@code _-0^#}, a width, a modifier {@code E} or {@code O}, a letter. */
final class TimeFormatter {
    /** As in jq, the result has a limit, so that a width in the format cannot ask for any amount of memory. */
    private static final int SPARE = 4096;

    private final BrokenDown time;
    private final StringBuilder out = new StringBuilder();
    private final String format;
    private int at;
    private char padding;
    private boolean upper;
    private boolean swapped;
    private int width;

    private TimeFormatter(BrokenDown time, String format) {
        this.time = time;
        this.format = format;
    }

    static String format(BrokenDown time, String format) {
        return new TimeFormatter(time, format).run(format.length() + SPARE);
    }

    private String run(int limit) {
        while (at < format.length()) {
            char c = format.charAt(at++);
            if (c == '%') {
                conversion(limit);
            } else {
                out.append(c);
            }
            if (out.length() > limit) {
                throw tooLong();
            }
        }
        return out.toString();
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("strftime/1: unknown system failure");
    }

    private void conversion(int limit) {
        int start = at - 1;
        flags();
        width(limit);
        char modifier = at < format.length() && "EO".indexOf(format.charAt(at)) >= 0 ? format.charAt(at++) : 0;
        char letter = at < format.length() ? format.charAt(at++) : 0;
        String allowed = modifier == 'E' ? "cCxXyY" : "BbdehHImMSuUVwWy";
        boolean known = letter != 0 && (modifier == 0 || allowed.indexOf(letter) >= 0) && write(letter);
        if (!known) {
            out.append(format, start, at);
        }
    }

    private void flags() {
        padding = 0;
        upper = false;
        swapped = false;
        for (; at < format.length() && "_-0^#".indexOf(format.charAt(at)) >= 0; at++) {
            switch (format.charAt(at)) {
                case '^' -> upper = true;
                case '#' -> swapped = true;
                default -> padding = format.charAt(at);
            }
        }
    }

    private void width(int limit) {
        width = 0;
        for (; at < format.length() && isDigit(format.charAt(at)); at++) {
            width = width * 10 + format.charAt(at) - '0';
            if (width > limit) {
                throw tooLong();
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean write(char letter) {
        switch (letter) {
            case 'a' -> name(Names.DAYS.get(time.weekday()).substring(0, Names.SHORT));
            case 'A' -> name(Names.DAYS.get(time.weekday()));
            case 'b', 'h' -> name(Names.MONTHS.get(time.month()).substring(0, Names.SHORT));
            case 'B' -> name(Names.MONTHS.get(time.month()));
            case 'p' -> text(swapped ? half().toLowerCase(Locale.ROOT) : half());
            case 'P' -> padded(half().toLowerCase(Locale.ROOT));
            case 'Z' -> text(swapped ? "gmt" : "GMT");
            case 'z' -> padded("+0000");
            case 'c' -> parts(Names.DATE_TIME);
            case 'D', 'x' -> parts(Names.DATE);
            case 'F' -> parts("%Y-%m-%d");
            case 'r' -> parts(Names.TIME_12);
            case 'R' -> parts("%H:%M");
            case 'T', 'X' -> parts(Names.TIME);
            case 'n' -> padded("\n");
            case 't' -> padded("\t");
            case '%' -> padded("%");
            default -> {
                return number(letter);
            }
        }
        return true;
    }

    private boolean number(char letter) {
        switch (letter) {
            case 'C' -> number(Math.floorDiv(time.year(), 100), 1, '0');
            case 'd' -> number(time.day(), 2, '0');
            case 'e' -> number(time.day(), 2, '_');
            case 'g' -> number(Math.floorMod(time.isoYear(), 100), 2, '0');
            case 'G' -> number(time.isoYear(), 1, '0');
            case 'H' -> number(time.hour(), 2, '0');
            case 'I' -> number(hourOfHalf(), 2, '0');
            case 'j' -> number(time.yearday() + 1, 3, '0');
            case 'k' -> number(time.hour(), 2, '_');
            case 'l' -> number(hourOfHalf(), 2, '_');
            case 'm' -> number(time.month() + 1, 2, '0');
            case 'M' -> number(time.minute(), 2, '0');
            case 's' -> number(time.epoch(), 1, '0');
            case 'S' -> number(time.second(), 2, '0');
            case 'u' -> number((time.weekday() + 6) % 7 + 1, 1, '0');
            case 'U' -> number(time.weekStartingOn(0), 2, '0');
            case 'V' -> number(time.isoWeek(), 2, '0');
            case 'w' -> number(time.weekday(), 1, '0');
            case 'W' -> number(time.weekStartingOn(1), 2, '0');
            case 'y' -> number(Math.floorMod(time.year(), 100), 2, '0');
            case 'Y' -> number(time.year(), 1, '0');
            default -> {
                return false;
            }
        }
        return true;
    }

    private String half() {
        return time.hour() < 12 ? "AM" : "PM";
    }

    private int hourOfHalf() {
        return time.hour() % 12 == 0 ? 12 : time.hour() % 12;
    }

    private void number(long value, int digits, char usual) {
        char with = padding == 0 ? usual : padding;
        String text = Long.toString(Math.abs(value));
        String sign = value < 0 ? "-" : "";
        int missing = with == '-' ? 0 : Math.max(width, digits) - text.length() - sign.length();
        if (with == '_') {
            out.repeat(' ', Math.max(missing, 0)).append(sign).append(text);
        } else {
            out.append(sign).repeat('0', Math.max(missing, 0)).append(text);
        }
    }

    private void name(String text) {
        padded(upper || swapped ? text.toUpperCase(Locale.ROOT) : text);
    }

    private void text(String text) {
        padded(upper && !swapped ? text.toUpperCase(Locale.ROOT) : text);
    }

    private void parts(String parts) {
        text(new TimeFormatter(time, parts).run(SPARE));
    }

    private void padded(String text) {
        out.repeat(padding == '0' ? '0' : ' ', Math.max(width - text.length(), 0))
                .append(text);
    }
}
