package io.landlord.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.landlord.api.diagnostic.Diagnostic;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever a text is, the answer comes soon: one diagnostic for a limit that is crossed. */
class LimitsTest {
    /** A guard against what grows out of hand, far above what a document takes: figures are in docs/performance.md. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final Duration NOT_HANGING = Duration.ofMinutes(1);
    private static final String HEAD = "document: { dsl: '1.0.3', namespace: test, name: limits, version: '0.1.0' }\n";

    @BeforeAll
    static void load_the_classes() {
        Golden.check(HEAD + "do:\n  - a:\n      set: { a: \"${ .b }\" }\n");
        Golden.check("{ \"document\": {} }");
    }

    @Test
    void a_text_of_100_megabytes_is_too_large() {
        String text = HEAD + "do: []\n#" + "x".repeat(100_000_000);
        assertOne("document-too-large", () -> text);
    }

    @Test
    void a_text_of_10_megabytes_is_not_too_large() {
        String text = HEAD + "do:\n  - a:\n      set:\n        a: " + "x".repeat(9_999_000);
        Compilation compilation = soon(() -> text);
        assertThat(compilation.diagnostics()).isEmpty();
    }

    @Test
    void ten_thousand_levels_of_yaml_flow_are_too_deep() {
        assertOne("document-too-deep", () -> "a: " + "[".repeat(10_000));
        assertOne("document-too-deep", () -> "a: " + "{ b: ".repeat(10_000));
    }

    @Test
    void ten_thousand_levels_of_yaml_blocks_are_too_deep() {
        assertOne("document-too-deep", () -> "- ".repeat(10_000) + "x");
        assertOne("document-too-deep", () -> nested(3_000));
    }

    @Test
    void ten_thousand_levels_of_json_are_too_deep() {
        assertOne("document-too-deep", () -> "{\"a\":".repeat(10_000));
        assertOne("document-too-deep", () -> "{\"a\":" + "[".repeat(10_000));
    }

    @Test
    void two_hundred_levels_are_not_too_deep() {
        String text = HEAD + "do:\n  - a:\n      set: { a: " + "[".repeat(195) + "]".repeat(195) + " }";
        assertThat(soon(() -> text).diagnostics()).isEmpty();
        assertOne("document-too-deep", () -> text.replace("[]", "[[]]"));
    }

    @Test
    void an_alias_bomb_of_many_values_is_too_large() {
        StringBuilder text = new StringBuilder("a0: &a0 [ x, x, x, x, x, x, x, x, x, x ]\n");
        for (int level = 1; level < 12; level++) {
            text.append("a%d: &a%d [ ".formatted(level, level));
            text.append(("*a" + (level - 1) + ", ").repeat(10)).append(" ]\n");
        }
        assertOne("document-too-large", text::toString);
    }

    @Test
    void an_alias_bomb_of_much_text_is_too_large() {
        String text = "a: &a " + "x".repeat(1_000_000) + "\nb: [ " + "*a, ".repeat(100_000) + " ]\n";
        assertOne("document-too-large", () -> text);
    }

    @Test
    void an_alias_bomb_of_many_levels_is_too_deep() {
        StringBuilder text = new StringBuilder("a0: &a0 [ x ]\n");
        for (int level = 1; level < 300; level++) {
            text.append("a%d: &a%d [ *a%d ]\n".formatted(level, level, level - 1));
        }
        assertOne("document-too-deep", text::toString);
    }

    @Test
    void more_than_250_000_values_are_too_large() {
        assertOne("document-too-large", () -> "a: [" + "1,".repeat(1_100_000) + "1]");
        assertOne("document-too-large", () -> "{\"a\": [" + "1,".repeat(1_100_000) + "1]}");
        String most = HEAD + "do: [ { a: { set: { a: [" + "1,".repeat(240_000) + "] } } } ]";
        assertThat(soon(() -> most).diagnostics()).isEmpty();
    }

    @Test
    void a_document_with_many_mistakes_is_answered_soon() {
        StringBuilder text = new StringBuilder(HEAD + "do:\n");
        for (int task = 0; task < 20_000; task++) {
            text.append("  - t%d: { sett: { a: 1 }, then: nowhere%d }\n".formatted(task, task));
        }
        assertThat(soon(text::toString).diagnostics()).hasSize(1_000);
    }

    @Test
    void a_document_of_many_tasks_and_unknown_targets_is_answered_soon() {
        StringBuilder text = new StringBuilder(HEAD + "do:\n");
        for (int task = 0; task < 5_000; task++) {
            text.append("  - task%d: { set: { a: 1 }, then: tusk%d }\n".formatted(task, task));
        }
        assertThat(soon(text::toString).diagnostics()).hasSize(1_000);
    }

    @Test
    void aliases_of_an_expression_are_compiled_once() {
        String text = HEAD + "do:\n  - a:\n      set:\n        a: &a ${ .b | map(. + 1) }\n        b: [ "
                + "*a, ".repeat(200_000) + " ]\n";
        assertThat(soon(() -> text).diagnostics()).isEmpty();
    }

    @Test
    void long_names_above_many_values_are_too_large() {
        assertOne("document-too-large", () -> HEAD + "x".repeat(1_000) + ": [ " + "1, ".repeat(200_000) + " ]\n");
        assertOne(
                "document-too-large",
                () -> HEAD + "a: &a [ " + "1, ".repeat(1_000) + " ]\nb: { ? " + "x".repeat(1_000_000) + " : *a }\n");
    }

    @Test
    void expressions_of_many_levels_or_with_many_mistakes_are_answered_soon() {
        String head = HEAD + "do:\n  - a:\n      if: ";
        assertThat(soon(() -> head + "(".repeat(1_000_000)).diagnostics()).isNotEmpty();
        assertThat(soon(() -> head + "'" + "[".repeat(100_000) + "]".repeat(100_000) + "'")
                        .diagnostics())
                .isNotEmpty();
        assertThat(soon(() -> head + "unknown" + " + unknown".repeat(50_000)).diagnostics())
                .isNotEmpty();
        assertThat(soon(() -> head + "$input" + " + $input".repeat(50_000)).diagnostics())
                .isNotEmpty();
        assertThat(soon(() -> head + "'" + "${".repeat(1_000_000) + "'").diagnostics())
                .isNotEmpty();
    }

    @Test
    void texts_that_merely_contain_many_expressions_are_answered_soon() {
        String text = HEAD + "do:\n  - a:\n      set: { a: '" + "x ${ .b } ".repeat(500_000) + "' }";
        assertThat(soon(() -> text).diagnostics()).hasSize(1);
    }

    @Test
    void numbers_that_explode_are_refused_or_read_at_once() {
        assertOne("invalid-number", () -> HEAD + "do: [ { a: { set: { a: 1e999999999 } } } ]");
        assertOne("invalid-number", () -> HEAD + "do: [ { a: { set: { a: " + "9".repeat(5_000_000) + " } } } ]");
        assertOne("invalid-number", () -> "{\"a\": " + "9".repeat(5_000_000) + "}");
        assertOne("invalid-number", () -> "{\"a\": 1e400}");
    }

    @Test
    void control_characters_are_told_with_their_place() {
        assertOne("invalid-character", () -> HEAD + "do: \0");
        assertOne("invalid-character", () -> "{\"a\": \"\u0001\"}");
        assertOne("invalid-character", () -> "a: \uD800");
        assertThat(soon(() -> "a: 1\nb: \u0007").diagnostics())
                .extracting(Diagnostic::line, Diagnostic::column)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(2, 4));
    }

    private static String nested(int levels) {
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            text.append(" ".repeat(level)).append("a:\n");
        }
        return text.toString();
    }

    private static void assertOne(String code, Supplier<String> text) {
        assertThat(soon(text).diagnostics()).extracting(Diagnostic::code).containsExactly(code);
    }

    /** The time is the thread's own: what else the machine does is no matter. */
    private static Compilation soon(Supplier<String> text) {
        String definition = text.get();
        return assertTimeoutPreemptively(NOT_HANGING, () -> {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long start = threads.getCurrentThreadCpuTime();
            Compilation compilation = Golden.check(definition);
            assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
                    .isLessThan(SOON);
            return compilation;
        });
    }
}
