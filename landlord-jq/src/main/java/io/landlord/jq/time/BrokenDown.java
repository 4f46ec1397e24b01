package io.landlord.jq.time;

/**
 * A time in parts, in the proleptic Gregorian calendar.
 *
 * @param month from 0
 * @param weekday days since Sunday
 * @param yearday days since the first of January
 */
record BrokenDown(long year, int month, int day, int hour, int minute, int second, int weekday, int yearday) {
    private static final long DAY = 86_400;
    private static final long CYCLE_DAYS = 146_097;
    private static final long CYCLE_YEARS = 400;
    /** Days from the first of March of year 0 to the start of 1970. */
    private static final long EPOCH = 719_468;

    static BrokenDown ofEpoch(long seconds) {
        long days = Math.floorDiv(seconds, DAY);
        int inDay = (int) Math.floorMod(seconds, DAY);
        long shifted = days + EPOCH;
        long cycle = Math.floorDiv(shifted, CYCLE_DAYS);
        long inCycle = Math.floorMod(shifted, CYCLE_DAYS);
        long yearInCycle = (inCycle - inCycle / 1460 + inCycle / 36_524 - inCycle / 146_096) / 365;
        int sinceMarch = (int) (inCycle - (365 * yearInCycle + yearInCycle / 4 - yearInCycle / 100));
        int marchMonth = (5 * sinceMarch + 2) / 153;
        int day = sinceMarch - (153 * marchMonth + 2) / 5 + 1;
        int month = (marchMonth + 2) % 12;
        long year = cycle * CYCLE_YEARS + yearInCycle + (marchMonth >= 10 ? 1 : 0);
        int weekday = (int) Math.floorMod(days + 4, 7);
        int yearday = (int) (days - days(year, 0, 1));
        return new BrokenDown(year, month, day, inDay / 3600, inDay / 60 % 60, inDay % 60, weekday, yearday);
    }

    /** Days from 1970 to a date; the month and the day may be out of range. */
    static long days(long year, int month, int day) {
        long realYear = year + Math.floorDiv(month, 12);
        int realMonth = Math.floorMod(month, 12);
        long marchYear = realMonth < 2 ? realYear - 1 : realYear;
        long inCycle = Math.floorMod(marchYear, CYCLE_YEARS);
        long marchMonth = (realMonth + 10) % 12;
        long sinceMarch = (153 * marchMonth + 2) / 5;
        long cycle = Math.floorDiv(marchYear, CYCLE_YEARS);
        return cycle * CYCLE_DAYS + 365 * inCycle + inCycle / 4 - inCycle / 100 + sinceMarch + day - 1 - EPOCH;
    }

    long epoch() {
        return days(year, month, day) * DAY + hour * 3600L + minute * 60L + second;
    }

    /** The same time with every part in its range. */
    BrokenDown normalised() {
        return ofEpoch(epoch());
    }

    /** Weeks of the year, the first one starting with the first given day of the week. */
    int weekStartingOn(int firstDay) {
        return (yearday + 7 - Math.floorMod(weekday - firstDay, 7)) / 7;
    }

    /** The year of the ISO 8601 week: that of its Thursday. */
    long isoYear() {
        return thursday().year();
    }

    int isoWeek() {
        return thursday().yearday() / 7 + 1;
    }

    private BrokenDown thursday() {
        return ofEpoch((days(year, month, day) + 3 - Math.floorMod(weekday - 1, 7)) * DAY);
    }
}
