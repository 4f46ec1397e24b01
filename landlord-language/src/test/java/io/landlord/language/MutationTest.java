package io.landlord.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged documents, the same in every run, never make the compiler throw. */
class MutationTest {
    private static final int EACH = 150;
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        "- ",
        "\n",
        "\t",
        "\"",
        "'",
        "${",
        "}",
        "&a ",
        "*a",
        "!x ",
        "|",
        ">",
        "#",
        "---\n",
        "null",
        "then: ",
        "do:",
        "\u0000",
        "\uFEFF",
        "\uD800",
        "999999999999",
        "?",
        ",",
        "%",
        "<<: "
    };

    @Test
    void no_mutation_of_a_document_throws_or_hides_an_error() {
        Random random = new Random(42);
        for (String document : documents()) {
            for (int round = 0; round < EACH; round++) {
                assertAnswers(mutate(document, random));
            }
        }
    }

    @Test
    void no_beginning_of_a_document_throws() {
        for (String document : documents()) {
            for (int end = 0; end < document.length(); end += 7) {
                assertAnswers(document.substring(0, end));
            }
        }
    }

    private static void assertAnswers(String text) {
        Compilation compilation;
        try {
            compilation = Golden.check(text);
        } catch (RuntimeException | StackOverflowError thrown) {
            throw new AssertionError("the compiler threw at this text:\n" + text, thrown);
        }
        assertThat(compilation.program() == null).as(text).isEqualTo(Diagnostic.anyError(compilation.diagnostics()));
        assertThat(DiagnosticText.render(compilation.diagnostics(), text, "x")).isNotNull();
    }

    private static List<String> documents() {
        List<Path> files = new ArrayList<>(Golden.documents("valid"));
        files.addAll(Golden.documents("broken"));
        return files.stream().map(Golden::read).toList();
    }

    private static String mutate(String document, Random random) {
        StringBuilder text = new StringBuilder(document);
        for (int change = 0; change <= random.nextInt(3); change++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> text.insert(at, text.substring(at, end));
                default -> text.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return text.toString();
    }
}
