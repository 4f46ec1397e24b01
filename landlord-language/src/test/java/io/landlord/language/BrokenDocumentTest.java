package io.landlord.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Broken documents and the diagnostics they must give, written before the code ran. */
class BrokenDocumentTest {

    @TestFactory
    Stream<DynamicTest> every_broken_document_gives_the_diagnostics_beside_it() {
        return Golden.documents("broken").stream()
                .map(document -> DynamicTest.dynamicTest(Golden.name(document), () -> assertDiagnostics(document)));
    }

    @Test
    void there_are_at_least_35_broken_documents() {
        assertThat(Golden.documents("broken")).hasSizeGreaterThanOrEqualTo(35);
    }

    private static void assertDiagnostics(Path document) {
        Compilation compilation = Golden.check(Golden.read(document));
        Golden.assertIsExpected(document, Golden.lines(compilation.diagnostics()));
        assertThat(compilation.program() == null).isEqualTo(Diagnostic.anyError(compilation.diagnostics()));
    }
}
