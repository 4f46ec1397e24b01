package io.landlord.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.machine.program.Cron;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected times are worked out from the calendar of 2026, whose first day is a Thursday. */
class CronTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private static List<String> next(String cron, int count) throws Cron.Invalid {
        List<String> times = new ArrayList<>();
        Instant time = NEW_YEAR;
        for (int i = 0; i < count; i++) {
            time = Cron.parse(cron).next(time).orElseThrow();
            times.add(time.toString());
        }
        return times;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 0 * * *        | 2026-01-02T00:00:00Z | 2026-01-03T00:00:00Z
                    */20 * * * *     | 2026-01-01T00:20:00Z | 2026-01-01T00:40:00Z
                    5,50 6-7 * * *   | 2026-01-01T06:05:00Z | 2026-01-01T06:50:00Z
                    0 6 * * mon-fri  | 2026-01-01T06:00:00Z | 2026-01-02T06:00:00Z
                    30 23 * * 7      | 2026-01-04T23:30:00Z | 2026-01-11T23:30:00Z
                    0 0 31 * *       | 2026-01-31T00:00:00Z | 2026-03-31T00:00:00Z
                    0 0 29 feb *     | 2028-02-29T00:00:00Z | 2032-02-29T00:00:00Z
                    0 0 13 * fri     | 2026-01-02T00:00:00Z | 2026-01-09T00:00:00Z
                    0 12 1 jan,jul * | 2026-01-01T12:00:00Z | 2026-07-01T12:00:00Z
                    0 10/6 * * *     | 2026-01-01T10:00:00Z | 2026-01-01T16:00:00Z
                    """)
    void the_next_times_are_these(String cron, String first, String second) throws Cron.Invalid {
        assertThat(next(cron, 2)).containsExactly(first, second);
    }

    @Test
    void days_of_both_kinds_mean_either_and_a_star_means_neither() throws Cron.Invalid {
        assertThat(next("0 0 13 * fri", 3)).last().isEqualTo("2026-01-13T00:00:00Z");
        assertThat(next("0 0 */2 * fri", 1)).containsExactly("2026-01-09T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    * * * *         | 0
                    60 * * * *      | 0
                    0 24 * * *      | 2
                    0 0 0 * *       | 4
                    0 0 * 13 *      | 6
                    0 0 * * 8       | 8
                    0 0 * * monday  | 8
                    1,x * * * *     | 2
                    5-3 * * * *     | 0
                    */0 * * * *     | 2
                    0 0 30 2 *      | 4
                    """)
    void a_mistake_is_told_with_its_place(String cron, int offset) {
        Cron.Invalid invalid = catchThrowableOfType(Cron.Invalid.class, () -> Cron.parse(cron));

        assertThat(invalid).isNotNull();
        assertThat(invalid.offset()).as(invalid.getMessage()).isEqualTo(offset);
    }
}
