package io.landlord.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The specification's own examples compile, or are refused for features that are not supported yet. They are found through
 * the environment, {@code LANDLORD_SPEC_DIR}.
 */
class SpecificationExamplesTest {
    private static final Set<String> EXPECTED = Set.of("unsupported-feature", "unknown-handler");

    @Test
    void every_example_compiles_or_is_refused_for_unsupported_features_alone() throws IOException {
        String folder = System.getenv("LANDLORD_SPEC_DIR");
        if (folder == null) {
            System.err.println("DID NOT RUN: the specification's examples; set LANDLORD_SPEC_DIR to its folder");
            return;
        }
        List<Path> examples = examples(Path.of(folder, "examples"));
        assertThat(examples).hasSizeGreaterThan(60);
        for (Path example : examples) {
            Compilation compilation = Golden.check(Golden.read(example));
            assertThat(compilation.diagnostics())
                    .as(example.getFileName().toString())
                    .extracting(Diagnostic::code)
                    .isSubsetOf(EXPECTED);
            boolean refused = Diagnostic.anyError(compilation.diagnostics());
            assertThat(compilation.program() == null).isEqualTo(refused);
        }
    }

    @Test
    void the_examples_of_supported_features_compile() throws IOException {
        String folder = System.getenv("LANDLORD_SPEC_DIR");
        if (folder == null) {
            System.err.println("DID NOT RUN: the specification's examples; set LANDLORD_SPEC_DIR to its folder");
            return;
        }
        List<String> compiled = examples(Path.of(folder, "examples")).stream()
                .filter(example -> Golden.check(Golden.read(example)).program() != null)
                .map(Golden::name)
                .toList();
        assertThat(compiled)
                .containsExactlyInAnyOrder(
                        "call-http-endpoint-interpolation",
                        "call-http-endpoint-interpolation-shorthand",
                        "conditional-task",
                        "do-multiple",
                        "do-single",
                        "for-inline-array",
                        "fork",
                        "raise-inline",
                        "raise-reusable",
                        "switch-then-string",
                        "try-catch",
                        "try-catch-retry-inline",
                        "try-catch-retry-reusable",
                        "try-catch-then-directive",
                        "wait-duration-inline",
                        "wait-duration-iso8601");
    }

    private static List<Path> examples(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }
}
