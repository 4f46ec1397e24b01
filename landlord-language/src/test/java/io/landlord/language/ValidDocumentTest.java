package io.landlord.language;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Valid documents and the programs they compile to, as {@link ProgramDump} shows them. */
class ValidDocumentTest {

    @TestFactory
    Stream<DynamicTest> every_valid_document_compiles_to_the_program_beside_it() {
        return Golden.documents("valid").stream()
                .map(document -> DynamicTest.dynamicTest(Golden.name(document), () -> assertProgram(document)));
    }

    private static void assertProgram(Path document) {
        Compilation compilation = Golden.check(Golden.read(document));
        assertThat(compilation.diagnostics()).noneMatch(Diagnostic::isError);
        Golden.assertIsExpected(document, ProgramDump.of(requireNonNull(compilation.program())));
    }
}
