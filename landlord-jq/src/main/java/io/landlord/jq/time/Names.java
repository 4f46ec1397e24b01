package io.landlord.jq.time;

import java.util.List;

/** The names of the C locale. */
final class Names {
    static final List<String> DAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");
    static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");
    static final int SHORT = 3;
    static final String DATE_TIME = "%a %b %e %H:%M:%S %Y";
    static final String DATE = "%m/%d/%y";
    static final String TIME = "%H:%M:%S";
    static final String TIME_12 = "%I:%M:%S %p";

    private Names() {}
}
