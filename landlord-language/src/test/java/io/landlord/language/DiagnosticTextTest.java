package io.landlord.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosticTextTest {
    private static final String HEAD = "document: { dsl: '1.0.3', namespace: test, name: text, version: '0.1.0' }\n";

    @Test
    void a_diagnostic_shows_its_line_a_caret_and_a_hint() {
        String text =
                HEAD + "do:\n  - first:\n      set: { a: 1 }\n      then: thrid\n  - third:\n      set: { a: 2 }\n";

        assertThat(render(text)).isEqualTo("""
                        order.yaml:5:13: error[unknown-target]: no task of this list is named 'thrid'
                         5 |       then: thrid
                           |             ^
                          = did you mean 'third'?
                        """);
    }

    @Test
    void several_diagnostics_follow_each_other_in_the_order_of_their_places() {
        String text = HEAD + "do:\n  - first:\n      call: nowhere\n      then: end\n  - second:\n      wait: PT\n";

        assertThat(render(text)).isEqualTo("""
                        order.yaml:4:13: warning[unknown-handler]: no task handler is registered as 'nowhere'
                         4 |       call: nowhere
                           |             ^
                        order.yaml:6:5: warning[unreachable-task]: nothing leads to the task 'second'
                         6 |   - second:
                           |     ^
                          = the task before it goes elsewhere, and no 'then' names it
                        order.yaml:7:13: error[invalid-duration]: 'PT' is not a duration
                         7 |       wait: PT
                           |             ^
                          = write ISO 8601 such as 'PT1M30S', or units such as 'seconds: 30'
                        """);
    }

    @Test
    void a_long_line_is_clipped_around_the_place() {
        String text = HEAD + "do: [ { a: { set: { a: " + "x".repeat(200) + " }, then: nowhere, if: '" + "y".repeat(200)
                + "' } } ]\n";

        assertThat(render(text).lines().skip(1).limit(2))
                .containsExactly(
                        " 2 | ..." + "x".repeat(50) + " }, then: nowhere, if: '" + "y".repeat(26) + "...",
                        "   | " + " ".repeat(63) + "^");
    }

    @Test
    void a_diagnostic_without_a_place_is_one_line() {
        Diagnostic diagnostic = Diagnostic.error("too-odd", "", "the definition is odd", "make it even");

        assertThat(DiagnosticText.render(List.of(diagnostic), "", "order.yaml"))
                .isEqualTo("order.yaml: error[too-odd]: the definition is odd\n  = make it even\n");
    }

    @Test
    void nothing_wrong_is_empty_text() {
        assertThat(DiagnosticText.render(List.of(), HEAD, "order.yaml")).isEmpty();
    }

    private static String render(String text) {
        return DiagnosticText.render(Golden.check(text).diagnostics(), text, "order.yaml");
    }
}
