package io.landlord.jq.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.jq.text.JsonText;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;

/** Expectations are those of jq's manual and tests, of the C standard, and of the GNU C library's manual. */
class JqTimeTest {
    private static JsonNode json(String text) {
        return JsonText.read(text, 10);
    }

    private static String text(JsonNode value) {
        return JsonText.write(value, n -> {});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1425599507 | [2015,2,5,23,51,47,4,63]",
                "1425599507.25 | [2015,2,5,23,51,47.25,4,63]",
                "1425599621.678 | [2015,2,5,23,53,41.67799997329712,4,63]",
                "-1.5 | [1969,11,31,23,59,58.5,3,364]",
                "0 | [1970,0,1,0,0,0,4,0]",
                "951782400 | [2000,1,29,0,0,0,2,59]",
                "1000000000000 | [33658,8,27,1,46,40,5,269]",
                "-1000000000000 | [-29719,3,5,22,13,20,2,94]"
            })
    void seconds_become_broken_down_time(double seconds, String expected) {
        assertThat(text(JqTime.gmtime(seconds))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1e18", "-1e300", "NaN", "Infinity"})
    void seconds_out_of_range_are_refused(double seconds) {
        assertThatThrownBy(() -> JqTime.gmtime(seconds))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("error converting number of seconds since epoch to datetime");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[2015,2,5,23,51,47,4,63] | 1425599507",
                "[2024,8,21] | 1726876800",
                "[2024] | 1703980800",
                "[2024,14,40,25,61,61] | 1744250521",
                "[2024.9,1.9,1,0,0,0.7] | 1706745600",
                "[1600,1,1,0,0,0,0,0] | -11673417600",
                "[1969,11,31,23,59,59] | -1"
            })
    void broken_down_time_becomes_seconds(String time, double expected) {
        assertThat(JqTime.mktime(json(time))).isEqualTo(expected);
    }

    @Test
    void what_is_no_time_is_refused_in_the_words_of_jq() {
        assertThatThrownBy(() -> JqTime.mktime(json("\"x\""))).hasMessage("mktime requires array inputs");
        assertThatThrownBy(() -> JqTime.mktime(json("[\"a\",1,2,3,4,5,6,7]")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mktime requires parsed datetime inputs");
        assertThatThrownBy(() -> JqTime.strftime(json("[\"a\",1,2,3,4,5,6,7]"), "%Y"))
                .hasMessage("strftime/1 requires parsed datetime inputs");
        assertThatThrownBy(() -> JqTime.strftime(json("null"), "%Y"))
                .hasMessage("strftime/1 requires parsed datetime inputs");
        assertThatThrownBy(() -> JqTime.strftime(json("0"), "%1000000d"))
                .hasMessage("strftime/1: unknown system failure");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "%Y-%m-%dT%H:%M:%SZ|2015-03-05T23:51:47Z",
                "%A, %B %d, %Y|Thursday, March 05, 2015",
                "%a %b %h|Thu Mar Mar",
                "%c|Thu Mar  5 23:51:47 2015",
                "%C %y %D %e %F|20 15 03/05/15  5 2015-03-05",
                "%g %G %V %U %W %u %w %j|15 2015 10 09 09 4 4 064",
                "%I %k %l %p %P|11 23 11 PM pm",
                "%r %R %T %X %x|11:51:47 PM 23:51 23:51:47 23:51:47 03/05/15",
                "%s %z %Z %%|1425599507 +0000 GMT %",
                "%-d %_d %0e %^a %#B %#p %#Z|5  5 05 THU MARCH pm gmt",
                "%10Y %_5d %5C %10A|0000002015     5 00020   Thursday",
                "%Ec %Oy %EY|Thu Mar  5 23:51:47 2015 15 2015",
                "%q %E %O5 %Ed é%|%q %E %O5 %Ed é%"
            })
    void every_conversion_is_written_as_the_c_library_writes_it(String format, String expected) {
        assertThat(JqTime.strftime(DoubleNode.valueOf(1425599507.25), format)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-62135596801 | %Y %C %y %G | 0 0 00 0",
                "-99999999999 | %Y %F %y %C | -1199 -1199-02-15 01 -12",
                "1230768000 | %G %V %U %W %g | 2009 01 00 00 09",
                "1104541323 | %G %V %U %W | 2004 53 00 00",
                "[2024,2,15] | %Y-%m-%dT%H:%M:%SZ | 2024-03-15T00:00:00Z",
                "[2024,14,40,25,61,61] | %Y-%m-%dT%H:%M:%SZ %j %a %u | 2025-04-10T02:02:01Z 100 Thu 4"
            })
    void unusual_years_weeks_and_parts_are_worked_out(String time, String format, String expected) {
        assertThat(JqTime.strftime(json(time), format)).isEqualTo(expected);
    }

    @Test
    void weeks_agree_with_the_java_calendar_over_decades() {
        for (LocalDate date = LocalDate.of(1968, 1, 1); date.getYear() < 2035; date = date.plusDays(1)) {
            JsonNode seconds = JsonText.node(date.toEpochSecond(LocalTime.NOON, ZoneOffset.UTC));
            String expected = String.format(
                    "%d-%02d %s",
                    date.get(IsoFields.WEEK_BASED_YEAR), date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), date);
            assertThat(JqTime.strftime(seconds, "%G-%V %F")).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%Y-%m-%dT%H:%M:%SZ | 2015-03-05T23:51:47Z | [2015,2,5,23,51,47,4,63]",
                "%A, %B %d, %Y | Tuesday, June 30, 2015 | [2015,5,30,0,0,0,2,180]",
                "%a %b | tue JUN | [1900,5,0,0,0,0,2,150]",
                "%H:%M | 10:20 | [1900,0,0,10,20,0,8,367]",
                "%d | 5 | [1900,0,5,0,0,0,5,4]",
                "%Y | 2020 | [2020,0,0,0,0,0,2,-1]",
                "%Y-%m | 2020-03 | [2020,2,0,0,0,0,6,59]",
                "%m-%d | 3-4 | [1900,2,4,0,0,0,0,62]",
                "%j | 45 | [1900,0,0,0,0,0,8,44]",
                "%Y %j | 2020 60 | [2020,1,29,0,0,0,6,59]",
                "%s | 1425599507 | [2015,2,5,23,51,47,4,63]",
                "%Y-%m-%d %z | 2015-03-05 +0200 | [2015,2,5,0,0,0,4,63]",
                "%Y-%m-%dT%H:%M:%S%z | 2015-03-05T23:51:47+01:00 | [2015,2,5,23,51,47,4,63]",
                "%Y-%m-%d %Z | 2015-03-05 CET | [2015,2,5,0,0,0,4,63]",
                "%Y-%m-%d | 2015-02-31 | [2015,1,31,0,0,0,2,61]",
                "%Y-%m-%d | `2015-03-05 x` | [2015,2,5,0,0,0,4,63,\" x\"]",
                "%Y%m%d | 20150305 | [2015,2,5,0,0,0,4,63]",
                "%y | 68 | [2068,0,0,0,0,0,6,-1]",
                "%y | 69 | [1969,0,0,0,0,0,2,-1]",
                "%C%y | 2015 | [2015,0,0,0,0,0,3,-1]",
                "%C | 20 | [2000,0,0,0,0,0,5,-1]",
                "%I %p | 12 AM | [1900,0,0,0,0,0,8,367]",
                "%p %I | pm 3 | [1900,0,0,15,0,0,8,367]",
                "%H %p | 3 pm | [1900,0,0,3,0,0,8,367]",
                "%r | 01:02:03 PM | [1900,0,0,13,2,3,8,367]",
                "%c | Thu Mar  5 23:51:47 2015 | [2015,2,5,23,51,47,4,63]",
                "%U %w %Y | 10 4 2015 | [2015,2,12,0,0,0,4,70]",
                "%W %w %Y | 9 4 2015 | [2015,2,5,0,0,0,4,63]",
                "%j %a %Y | 10 Mon 2015 | [2015,0,0,0,0,0,1,9]",
                "%b %d %Y %U %a | Mar 1 2015 3 Mon | [2015,2,1,0,0,0,1,18]",
                "%G %V %u | 2015 10 4 | [1900,0,0,0,0,0,4,367]",
                "%S | 61 | [1900,0,0,0,0,61,8,367]",
                "%_d %0d %^a | 3 4 Mon | [1900,0,4,0,0,0,1,3]",
                "%n%% %d | `  % 5` | [1900,0,5,0,0,0,5,4]",
                "a b | ab | [1900,0,0,0,0,0,8,367]"
            })
    void text_becomes_broken_down_time(String format, String text, String expected) {
        assertThat(text(JqTime.strptime(text, format))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "%Y-%m-%d, 2015-03-05x",
        "%Y-%m-%d, 2015-13-05",
        "%S, 62",
        "%H, 24",
        "%d, 35",
        "%Y, -5",
        "%Y, 12345",
        "%Ey, 15",
        "%OY, 2015",
        "%q, 15",
        "%P, pm",
        "%, %",
        "A, a",
        "%B, sept",
        "%s, -5",
        "%s, 99999999999999999999",
        "%z, +1",
        "%z, +0160",
        "%z, UTC"
    })
    void what_does_not_match_is_refused(String format, String text) {
        assertThatThrownBy(() -> JqTime.strptime(text, format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("date \"" + text + "\" does not match format \"" + format + "\"");
    }

    @Test
    void days_can_be_written_and_read_back_over_decades() {
        String format = "%Y-%m-%dT%H:%M:%SZ";
        double start = JqTime.mktime(JqTime.strptime("1970-03-01T01:02:03Z", format));
        for (int day = 0; day < 365 * 67; day++) {
            JsonNode seconds = JsonText.node(start + 86_400.0 * day);
            String written = JqTime.strftime(seconds, format);
            assertThat(JqTime.strptime(written, format)).isEqualTo(JqTime.gmtime(seconds.doubleValue()));
        }
    }
}
