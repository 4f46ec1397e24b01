package io.landlord.jq.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Expectations are those of Oniguruma's documentation for the Perl_NT syntax, and of jq's manual for the flags. */
class RegexTest {
    private static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static List<String> all(String pattern, String flags, String input) {
        return Regex.compile(pattern, flags).matches(input, true, n -> {}).stream()
                .map(Match::string)
                .toList();
    }

    static Stream<Arguments> syntax() {
        return Stream.of(
                // characters and escapes
                arguments("a\\x61\\x{61}\\141\\o{141}", "aaaaa", List.of("aaaaa")),
                arguments("\\u0061", "u0061", List.of("u0061")),
                arguments(
                        "\\t\\n\\r\\f\\a\\e\\cA", "\t\n\r\f\u0007\u001b\u0001", List.of("\t\n\r\f\u0007\u001b\u0001")),
                arguments("\\Qa.b\\E+", "xa.bb", List.of("a.bb")),
                arguments("\\x{e9}", "é", List.of("é")),
                arguments("\\10", "a\b", List.of("\b")),
                arguments("\\0", "a\u0000", List.of("\u0000")),
                arguments(".", "😀\na", List.of("😀", "a")),
                arguments("(?s).", "\na", List.of("\n", "a")),
                arguments("\\O\\N", "\na\n\n", List.of("\na")),
                arguments("\\R", "\r\n\n\u2028", List.of("\r\n", "\n", "\u2028")),
                arguments("(?>\\R)\\n", "\r\n", List.of()),
                // types and classes
                arguments("\\w+", "a_1é²٣ ½‿", List.of("a_1é²٣", "½‿")),
                arguments("[[:word:]]+", "a_1é²٣ ½‿", List.of("a_1é", "٣", "‿")),
                arguments("\\d+\\D", "12x٣y", List.of("12x", "٣y")),
                arguments("\\s+", "a\u0085\u00a0\u200b \u3000", List.of("\u0085\u00a0", " \u3000")),
                arguments("\\h", "afh", List.of("h")),
                arguments("[]a]", "]ab", List.of("]", "a")),
                arguments("[^]]", "]a", List.of("a")),
                arguments("[a-c-e]", "b-de", List.of("b", "-", "e")),
                arguments("[\\d-x]", "1-x", List.of("1", "-", "x")),
                arguments("[[a]", "a[", List.of("a", "[")),
                arguments("[a-z&&[^c]]+", "abc&[]c]^]]", List.of("[]", "c]", "^]]")),
                arguments("[[:^alpha:]]", "a1", List.of("1")),
                arguments("[[:punct:]]+", "$+<=>!x.`^|~«", List.of("$+<=>!", ".`^|~«")),
                arguments("\\p{Greek}|\\p{Lu}|\\p{Han}|\\p{Emoji}", "αAb漢😀", List.of("α", "A", "漢", "😀")),
                arguments("\\p{^Alpha}\\P{Uppercase_Letter}", "1aA", List.of("1a")),
                arguments("\\p{In_Greek_and_Coptic}", "aα", List.of("α")),
                // case
                arguments("(?i)é", "É", List.of("É")),
                arguments("(?i)[A-Z]", "ax\u212a", List.of("a", "x", "\u212a")),
                arguments("(?i)[^k]", "kKx\u212a", List.of("x")),
                arguments("(?i)\\p{Lu}", "ax", List.of()),
                arguments("(?i:a)b", "Ab aB", List.of("Ab")),
                arguments("((?i)a)b", "Ab aB", List.of("Ab")),
                arguments("a(?i)b|c", "ab aB C c", List.of("ab", "aB", "C", "c")),
                // repetition
                arguments("a{2}", "aaa", List.of("aa")),
                arguments("a{1,2}{3}", "aaaaaaa", List.of("aaaaaa")),
                arguments("a{,2}|a{|a{1", "a{,2}a{a{1", List.of("a{,2}", "a{", "a{")),
                arguments("<.+?>", "<a><b>", List.of("<a>", "<b>")),
                arguments("(?>a+)a|a++a|a{1,2}+a", "aa", List.of()),
                arguments("a+?+", "aaa", List.of("aaa")),
                arguments("(?:a?){3}b", "aab", List.of("aab")),
                arguments("(?:|a)+b", "b", List.of("b")),
                arguments("(?i:^)*a", "a", List.of("a")),
                arguments("a*", "aab", List.of("aa", "", "")),
                // anchors
                arguments("^b|a$", "a\nb", List.of()),
                arguments("(?m)^b|a$", "a\nb", List.of("a", "b")),
                arguments("b$", "b\n", List.of("b")),
                arguments("b\\z", "b\n", List.of()),
                arguments("b\\Z|\\Aa", "ab\n", List.of("a", "b")),
                arguments("\\bb|\\Bc", "b bc", List.of("b", "b", "c")),
                arguments("\\Ga", "aaba", List.of("a", "a")),
                // groups
                arguments("a|ab", "ab", List.of("a")),
                arguments("(?#no)a", "a", List.of("a")),
                arguments("(?=u)", "qux", List.of("")),
                arguments("a(?!b).", "abac", List.of("ac")),
                arguments("(?<=a+)b", "baab", List.of("b")),
                arguments("(?<!a)b", "abb", List.of("b")),
                arguments("(?<=a{2,3})x", "ax aax", List.of("x")),
                arguments("(?<=\\bab)x", "abx cabx", List.of("x")),
                arguments("a\\Kb", "abb", List.of("b")),
                arguments("(a)\\1", "aa", List.of("aa")),
                arguments("(a)\\k<1>\\k<-1>", "aaa", List.of("aaa")),
                arguments("(?i)(a)\\1", "aA", List.of("aA")),
                arguments("(?<n>a)\\k<n>", "aa", List.of("aa")),
                arguments("(?'n'a)\\k'n'", "aa", List.of("aa")),
                arguments("(?:(?<n>a)|(?<n>b))\\k<n>", "abb", List.of("bb")),
                arguments("(a)?(?(1)b|c)", "ab c", List.of("ab", "c")),
                arguments("(?<a>.)\\g<a>", "abcd", List.of("ab", "cd")),
                arguments("(?<n>a\\g<n>?b)", "xaaabb", List.of("aabb")),
                arguments("(a){0}b\\g<1>", "aba", List.of("ba")),
                arguments("\\((?:[^()]|\\g<0>)*\\)", "x(a(b)c)", List.of("(a(b)c)")));
    }

    @ParameterizedTest
    @MethodSource("syntax")
    void finds_what_the_syntax_promises(String pattern, String input, List<String> expected) {
        assertThat(all(pattern, "", input)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "(a, end pattern with unmatched parenthesis",
                "a), unmatched close parenthesis",
                "[a, premature end of char-class",
                "[], empty char-class",
                "*a, target of repeat operator is not specified",
                "a|*, target of repeat operator is not specified",
                "{1}, target of repeat operator is not specified",
                "(?=a)*, target of repeat operator is invalid",
                "^*, target of repeat operator is invalid",
                "\\K?, target of repeat operator is invalid",
                "\"a{3,1}\", upper is smaller than lower in repeat range",
                "a{100001}, too big number for repeat range",
                "\\2(a), invalid backref number/name",
                "\\k<n>, undefined name <n> reference",
                "\\g<2>, undefined group <2> reference",
                "(?P<n>a), undefined group option",
                "(?<1a>b), invalid group name <1a>",
                "(?<>a), group name is empty",
                "(?, end pattern in group",
                "(?<!(a))b, invalid pattern in look-behind",
                "[z-a], empty range in char class",
                "[a-\\d], char-class value at end of range",
                "[[:foo:]], invalid POSIX bracket type",
                "\\p{foo}, invalid character property name {foo}",
                "\\, end pattern at escape",
                "\\xe9, too short multibyte code string",
                "\\x{110000}, too big wide-char value"
            })
    void says_why_a_pattern_is_not_valid(String pattern, String reason) {
        assertThatThrownBy(() -> Regex.compile(pattern, ""))
                .isInstanceOf(RegexException.class)
                .hasMessage("Regex failure: " + reason);
    }

    @Test
    void names_the_flags_that_are_not_valid() {
        assertThatThrownBy(() -> Regex.compile("a", "gq"))
                .isInstanceOf(RegexException.class)
                .hasMessage("gq is not a valid modifier string");
    }

    @Test
    void flags_mean_what_the_manual_says() {
        assertThat(all("A B # c", "x", "ABab")).containsExactly("AB");
        assertThat(all("AB", "ix", "ABab")).containsExactly("AB", "ab");
        assertThat(all("a.b", "p", "a\nb")).containsExactly("a\nb");
        assertThat(all("a.b", "s", "a\nb")).isEmpty();
        assertThat(all("a*", "n", "ba")).containsExactly("a");
        assertThat(all("a|ab", "l", "xab")).containsExactly("ab");
        assertThat(all("a+", "l", "a aaa aa")).containsExactly("aaa", "aa");
    }

    @Test
    void a_group_keeps_its_last_round_and_a_look_ahead_its_groups() {
        assertThat(first("(?:a|(b))*", "ba").captures()).containsExactly(new Group(0, 1, "b", null));
        assertThat(first("(a|b)*?c", "abc").captures()).containsExactly(new Group(1, 1, "b", null));
        assertThat(first("x(?=(a))", "xa").captures()).containsExactly(new Group(1, 1, "a", null));
        assertThat(first("(?!a(b))", "x").captures()).containsExactly(new Group(-1, 0, null, null));
        assertThat(first("(a*)*", "aab").captures()).containsExactly(new Group(2, 0, "", null));
        assertThat(first("(?<x>.)(?:\\g<x>b)", "aab").captures()).containsExactly(new Group(1, 1, "a", "x"));
    }

    private static Match first(String pattern, String input) {
        return Regex.compile(pattern, "").matches(input, false, n -> {}).get(0);
    }

    @Test
    void offsets_count_code_points() {
        assertThat(first("b(.)", "😀b😀").captures()).containsExactly(new Group(2, 1, "😀", null));
        assertThat(Regex.compile("", "").matches("āb", true, n -> {}))
                .extracting(Match::offset)
                .containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @CsvSource({"(a+)+$", "(a|aa)+$", "(a*)*b", "(a+a+)+b", "(?<x>a\\g<x>|a)*b"})
    void a_runaway_pattern_ends_where_the_counter_ends_it(String pattern) {
        Regex regex = Regex.compile(pattern, "");
        String input = "a".repeat(50) + "c";
        assertThat(stepsUntilSpent(regex, input)).isEqualTo(stepsUntilSpent(regex, input));
    }

    private static long stepsUntilSpent(Regex regex, String input) {
        AtomicLong spent = new AtomicLong();
        assertThatThrownBy(() -> regex.matches(input, false, n -> {
                    if (spent.addAndGet(n) > 1_000_000) {
                        throw new Spent();
                    }
                }))
                .isInstanceOf(Spent.class);
        return spent.get();
    }

    @Test
    void a_long_text_needs_no_stack_and_linear_steps() {
        AtomicLong steps = new AtomicLong();
        String text = "ab".repeat(200_000);
        assertThat(Regex.compile("^(?:(a)|b)*$", "").matches(text, false, steps::addAndGet))
                .hasSize(1);
        assertThat(steps.get()).isLessThan(20L * text.length());
    }

    @Test
    void open_choices_and_calls_are_limited() {
        assertThatThrownBy(() -> Regex.compile("(?:a|b)*c", "").matches("a".repeat(4_000_000), false, n -> {}))
                .isInstanceOf(RegexException.class)
                .hasMessage("Regex failure: match-stack limit over");
        assertThatThrownBy(() -> Regex.compile("(?<x>\\g<x>)", "").matches("a", false, n -> {}))
                .isInstanceOf(RegexException.class)
                .hasMessage("Regex failure: too many subexp calls");
    }

    @Test
    void nesting_is_limited_and_counted_repetition_is_not_unrolled() {
        assertThatThrownBy(() -> Regex.compile("(".repeat(10_000) + ")".repeat(10_000), ""))
                .hasMessage("Regex failure: parse depth limit over");
        assertThatThrownBy(() -> Regex.compile("a" + "*".repeat(10_000), ""))
                .hasMessage("Regex failure: parse depth limit over");
        assertThat(all("(((a{100000}){100000}){100000}){100000}", "", "aaa")).isEmpty();
    }
}
