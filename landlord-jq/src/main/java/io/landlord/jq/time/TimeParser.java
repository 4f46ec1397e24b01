package io.landlord.jq.time;

import java.util.List;

/** Reads a time by a format, and then works out the parts that follow from others, as the GNU C library does. */
final class TimeParser {
    private static final int UNKNOWN_WEEKDAY = 8;
    private static final int UNKNOWN_YEARDAY = 367;
    private static final int NONE = -1;

    private final String text;
    private int at;
    private long year = 1900;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private int weekday = UNKNOWN_WEEKDAY;
    private int yearday = UNKNOWN_YEARDAY;
    private boolean hasMonth;
    private boolean hasDay;
    private boolean hasWeekday;
    private boolean hasYearday;
    private boolean hasDate;
    private boolean halfDay;
    private boolean afternoon;
    private boolean yearInCentury;
    private int century = NONE;
    private int week = NONE;
    private int weekStart;

    TimeParser(String text) {
        this.text = text;
    }

    /** Whether the text matches the format, perhaps with a rest that starts with a blank. */
    boolean parse(String format) {
        if (!directives(format) || at < text.length() && !isBlank(text.charAt(at))) {
            return false;
        }
        complete();
        return true;
    }

    String rest() {
        return text.substring(at);
    }

    BrokenDown result() {
        return new BrokenDown(year, month, day, hour, minute, second, weekday, yearday);
    }

    private boolean directives(String format) {
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (isBlank(c)) {
                skipBlanks();
            } else if (c != '%') {
                if (!literal(c)) {
                    return false;
                }
            } else {
                i = afterFlags(format, i);
                char modifier = i < format.length() && "EO".indexOf(format.charAt(i)) >= 0 ? format.charAt(i++) : 0;
                if (i == format.length() || !directive(format.charAt(i++), modifier)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int afterFlags(String format, int from) {
        int i = from;
        while (i < format.length() && "_-0^#123456789".indexOf(format.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }

    private boolean literal(char c) {
        if (at == text.length() || text.charAt(at) != c) {
            return false;
        }
        at++;
        return true;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private boolean skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
        return true;
    }

    private boolean isDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private boolean directive(char letter, char modifier) {
        String allowed = switch (modifier) {
            case 'E' -> "cCxXY";
            case 'O' -> "bBdehHImMSuUVwWy";
            default -> "";
        };
        if (modifier != 0 && allowed.indexOf(letter) < 0) {
            return false;
        }
        return switch (letter) {
            case '%' -> literal('%');
            case 'n', 't' -> skipBlanks();
            case 'a', 'A' -> weekday(name(Names.DAYS));
            case 'b', 'B', 'h' -> month(name(Names.MONTHS));
            case 'c' -> directives(Names.DATE_TIME);
            case 'D', 'x' -> directives(Names.DATE);
            case 'F' -> directives("%Y-%m-%d");
            case 'r' -> directives(Names.TIME_12);
            case 'R' -> directives("%H:%M");
            case 'T', 'X' -> directives(Names.TIME);
            case 'p' -> half();
            case 's' -> epoch();
            case 'z' -> offset();
            case 'Z' -> zone();
            case 'G' -> digits();
            default -> number(letter);
        };
    }

    private boolean number(char letter) {
        return switch (letter) {
            case 'C' -> century(number(0, 99, 2));
            case 'd', 'e' -> day(number(1, 31, 2));
            case 'g' -> number(0, 99, 2) != NONE;
            case 'H', 'k' -> hour(number(0, 23, 2), false);
            case 'I', 'l' -> hour(number(1, 12, 2), true);
            case 'j' -> yearday(number(1, 366, 3));
            case 'm' -> month(less(number(1, 12, 2)));
            case 'M' -> (minute = number(0, 59, 2)) != NONE;
            case 'S' -> (second = number(0, 61, 2)) != NONE;
            case 'u' -> weekday(sundayFirst(number(1, 7, 1)));
            case 'U' -> week(number(0, 53, 2), 0);
            case 'V' -> number(0, 53, 2) != NONE;
            case 'w' -> weekday(number(0, 6, 1));
            case 'W' -> week(number(0, 53, 2), 1);
            case 'y' -> shortYear(number(0, 99, 2));
            case 'Y' -> year(number(0, 9999, 4));
            default -> false;
        };
    }

    /** Reads digits while the number can still be in its range; {@link #NONE} if there are none or it is not. */
    private int number(int from, int to, int most) {
        skipBlanks();
        if (!isDigit()) {
            return NONE;
        }
        int value = 0;
        for (int left = most; left > 0 && isDigit() && value * 10 <= to; left--) {
            value = value * 10 + text.charAt(at++) - '0';
        }
        return value < from || value > to ? NONE : value;
    }

    private static int less(int value) {
        return value == NONE ? NONE : value - 1;
    }

    private static int sundayFirst(int value) {
        return value == NONE ? NONE : value % 7;
    }

    private int name(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (word(names.get(i)) || word(names.get(i).substring(0, Names.SHORT))) {
                return i;
            }
        }
        return NONE;
    }

    private boolean word(String word) {
        if (!text.regionMatches(true, at, word, 0, word.length())) {
            return false;
        }
        at += word.length();
        return true;
    }

    private boolean weekday(int value) {
        weekday = value;
        hasWeekday = true;
        return value != NONE;
    }

    private boolean month(int value) {
        month = value;
        hasMonth = true;
        hasDate = true;
        return value != NONE;
    }

    private boolean day(int value) {
        day = value;
        hasDay = true;
        hasDate = true;
        return value != NONE;
    }

    private boolean yearday(int value) {
        yearday = less(value);
        hasYearday = true;
        return value != NONE;
    }

    private boolean century(int value) {
        century = value;
        hasDate = true;
        return value != NONE;
    }

    private boolean shortYear(int value) {
        year = value >= 69 ? 1900 + value : 2000 + value;
        yearInCentury = true;
        hasDate = true;
        return value != NONE;
    }

    private boolean year(int value) {
        year = value;
        yearInCentury = false;
        century = NONE;
        hasDate = true;
        return value != NONE;
    }

    private boolean hour(int value, boolean half) {
        hour = half ? value % 12 : value;
        halfDay = half;
        return value != NONE;
    }

    private boolean week(int value, int start) {
        week = value;
        weekStart = start;
        return value != NONE;
    }

    private boolean half() {
        if (word("AM")) {
            afternoon = false;
            return true;
        }
        afternoon = word("PM");
        return afternoon;
    }

    private boolean epoch() {
        int start = at;
        while (isDigit()) {
            at++;
        }
        if (at == start || at - start > 16) {
            return false;
        }
        BrokenDown time = BrokenDown.ofEpoch(Long.parseLong(text.substring(start, at)));
        year = time.year();
        month = time.month();
        day = time.day();
        hour = time.hour();
        minute = time.minute();
        second = time.second();
        weekday = time.weekday();
        yearday = time.yearday();
        return true;
    }

    private boolean digits() {
        int start = at;
        while (isDigit()) {
            at++;
        }
        return at > start;
    }

    private boolean zone() {
        skipBlanks();
        while (at < text.length() && !isBlank(text.charAt(at))) {
            at++;
        }
        return true;
    }

    /** Z, or a sign with hours and perhaps minutes; only the form is looked at. */
    private boolean offset() {
        skipBlanks();
        if (literal('Z')) {
            return true;
        }
        if (!literal('+') && !literal('-') || !twoDigits('9')) {
            return false;
        }
        boolean colon = literal(':');
        return isDigit() || colon ? twoDigits('5') : true;
    }

    private boolean twoDigits(char highest) {
        if (!isDigit() || text.charAt(at) > highest) {
            return false;
        }
        at++;
        if (!isDigit()) {
            return false;
        }
        at++;
        return true;
    }

    private void complete() {
        if (halfDay && afternoon) {
            hour += 12;
        }
        if (century != NONE) {
            year = century * 100L + (yearInCentury ? Math.floorMod(year, 100) : 0);
        }
        if (hasDate && !hasWeekday) {
            if (hasYearday && !(hasMonth && hasDay)) {
                dateFromYearday();
            }
            weekday = weekdayOf(month, day);
        }
        if (hasDate && !hasYearday) {
            yearday = (int) (BrokenDown.days(year, month, day) - BrokenDown.days(year, 0, 1));
        }
        if (week != NONE && hasWeekday) {
            fromWeek();
        }
    }

    private int weekdayOf(int inMonth, int onDay) {
        return (int) Math.floorMod(BrokenDown.days(year, inMonth, onDay) + 4, 7);
    }

    private void dateFromYearday() {
        BrokenDown date = BrokenDown.ofEpoch((BrokenDown.days(year, 0, 1) + yearday) * 86_400);
        month = hasMonth ? month : date.month();
        day = hasDay ? day : date.day();
    }

    private void fromWeek() {
        if (!hasYearday) {
            int first = weekdayOf(0, 1);
            yearday = (7 - (first - weekStart)) % 7 + (week - 1) * 7 + (weekday - weekStart + 7) % 7;
        }
        if (!hasMonth || !hasDay) {
            dateFromYearday();
        }
    }
}
