package io.landlord.jq.regex;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What jq's own tests state about {@code match}, and about {@code gsub}, {@code scan} and {@code splits} built on it. */
class JqFactsTest {
    private static List<Match> matches(String pattern, String flags, String input) {
        return Regex.compile(pattern, flags).matches(input, flags.contains("g"), n -> {});
    }

    private static Group none() {
        return new Group(-1, 0, null, null);
    }

    private static String replace(String pattern, String input, boolean all, Function<Match, String> by) {
        StringBuilder out = new StringBuilder();
        int[] text = input.codePoints().toArray();
        int from = 0;
        for (Match match : Regex.compile(pattern, "").matches(input, all, n -> {})) {
            out.append(new String(text, from, match.offset() - from)).append(by.apply(match));
            from = match.offset() + match.length();
        }
        return out.append(new String(text, from, text.length - from)).toString();
    }

    private static List<String> split(String pattern, String flags, String input) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (Match match : Regex.compile(pattern, flags).matches(input, true, n -> {})) {
            parts.add(input.substring(from, match.offset()));
            from = match.offset() + match.length();
        }
        parts.add(input.substring(from));
        return parts;
    }

    private static String gsub(String pattern, String by, String input) {
        return replace(pattern, input, true, match -> by);
    }

    @Test
    void an_empty_match_is_found_at_every_place_and_at_the_end() {
        assertThat(matches("( )*", "g", "abc"))
                .containsExactly(
                        new Match(0, 0, "", List.of(none())),
                        new Match(1, 0, "", List.of(none())),
                        new Match(2, 0, "", List.of(none())),
                        new Match(3, 0, "", List.of(none())));
        assertThat(matches("( )*", "gn", "abc")).isEmpty();
        assertThat(matches("", "g", "ab")).extracting(Match::offset).containsExactly(0, 1, 2);
    }

    @Test
    void offsets_and_lengths_count_combining_code_points() {
        assertThat(matches("a", "gi", "āáàä")).isEmpty();
        assertThat(matches("(bar)", "", "foo bar"))
                .containsExactly(new Match(4, 3, "bar", List.of(new Group(4, 3, "bar", null))));
        assertThat(matches("bar", "", "a\u0304 bar")).containsExactly(new Match(3, 3, "bar", List.of()));
        assertThat(matches("ba\u0304r", "", "a ba\u0304r")).containsExactly(new Match(2, 4, "ba\u0304r", List.of()));
        assertThat(matches(".+?\\b", "", "a\u0304 two")).containsExactly(new Match(0, 2, "a\u0304", List.of()));
    }

    @Test
    void a_group_that_took_no_part_has_no_string() {
        assertThat(matches("foo (?<bar123>bar)? foo", "ig", "foo bar foo foo  foo"))
                .containsExactly(
                        new Match(0, 11, "foo bar foo", List.of(new Group(4, 3, "bar", "bar123"))),
                        new Match(12, 8, "foo  foo", List.of(new Group(-1, 0, null, "bar123"))));
        assertThat(matches("(?<x>a)?b?", "", "c"))
                .containsExactly(new Match(0, 0, "", List.of(new Group(-1, 0, null, "x"))));
        assertThat(matches("(?<x>a?)?b?", "", "b"))
                .containsExactly(new Match(0, 1, "b", List.of(new Group(0, 0, "", "x"))));
        assertThat(matches("(?<x>a?)?b?", "", "c"))
                .containsExactly(new Match(0, 0, "", List.of(new Group(0, 0, "", "x"))));
    }

    @Test
    void replacing_all_replaces_empty_matches_too() {
        assertThat(gsub("(.*)", "", "")).isEmpty();
        assertThat(gsub("", "a", "")).isEqualTo("a");
        assertThat(gsub("^", "", "a")).isEqualTo("a");
        assertThat(gsub("", "a", "a")).isEqualTo("aaa");
        assertThat(gsub("$", "a", "a")).isEqualTo("aa");
        assertThat(gsub("^", "a", "")).isEqualTo("a");
        assertThat(gsub("(?=u)", "u", "qux")).isEqualTo("quux");
    }

    @Test
    void replacing_takes_greedy_and_lazy_matches_from_left_to_right() {
        assertThat(gsub("a", "b", "aaaaa")).isEqualTo("bbbbb");
        assertThat(gsub("^.*a", "b", "aaa")).isEqualTo("b");
        assertThat(gsub("^.*?a", "b", "aaa")).isEqualTo("baa");
        assertThat(gsub(", ", ":", ", a,b, c, d, e,f, ")).isEqualTo(":a,b:c:d:e,f:");
        assertThat(gsub(", *", ":", "a,b, c, d, e,f")).isEqualTo("a:b:c:d:e:f");
        assertThat(replace(", ", "a,b, c, d, e,f", false, match -> ":")).isEqualTo("a,b:c, d, e,f");
    }

    @Test
    void named_groups_can_be_used_in_a_replacement() {
        assertThat(replace("(?<x>.)[^a]*", "Abcabc", true, m -> "+" + x(m) + "-"))
                .isEqualTo("+A-+a-");
        assertThat(replace("\\b(?<x>.)", "ABC DEF", true, m -> x(m).toLowerCase(Locale.ROOT)))
                .isEqualTo("aBC dEF");
        assertThat(replace("[^a-z]*(?<x>[a-z]*)", "123foo456bar", true, m -> "Z" + x(m)))
                .isEqualTo("ZfooZbarZ");
        assertThat(replace("(?<x>.)", "’", false, m -> x(m) + "!")).isEqualTo("’!");
        assertThat(replace("(?<d>\\d)", "a1b2", true, m -> ":" + x(m) + ";")).isEqualTo("a:1;b:2;");
    }

    private static String x(Match match) {
        return String.valueOf(match.captures().get(0).string());
    }

    @Test
    void splitting_and_scanning_follow_the_same_matches() {
        assertThat(split("", "", "ab")).containsExactly("", "a", "b", "");
        assertThat(split("c", "", "ab")).containsExactly("ab");
        assertThat(split("a+", "i", "abAABBabA")).containsExactly("", "b", "BB", "b", "");
        assertThat(split("b+", "i", "abAABBabA")).containsExactly("a", "AA", "a", "A");
        assertThat(matches("b+", "gi", "abcABBBCabbbc"))
                .extracting(Match::string)
                .containsExactly("b", "BBB", "bbb");
    }
}
