package io.landlord.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import io.serverlessworkflow.api.WorkflowFormat;
import io.serverlessworkflow.api.WorkflowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The specification's own examples and conformance kit compile, or are refused for features that are not supported yet.
 * They are found through the environment, {@code LANDLORD_SPEC_DIR}.
 */
class SpecificationTest {
    private static final Set<String> EXPECTED = Set.of("unsupported-feature", "unknown-handler");
    /** Examples that use what the SDK's schema, DSL 1.0.1, does not have: an array as {@code for.in}, {@code catch.then}. */
    private static final Set<String> NEWER_THAN_THE_SDK = Set.of("for-inline-array", "try-catch-then-directive");

    private static final Pattern SCENARIO =
            Pattern.compile("with definition:\\s*\"\"\"yaml\\n(.*?)\"\"\"", Pattern.DOTALL);

    @Test
    void every_example_compiles_or_is_refused_for_unsupported_features_alone() throws IOException {
        List<Path> examples = files("examples", ".yaml");
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
        List<String> compiled = files("examples", ".yaml").stream()
                .filter(example -> Golden.check(Golden.read(example)).program() != null)
                .map(Golden::name)
                .toList();
        assertThat(compiled)
                .isIn(
                        List.of(),
                        List.of(
                                "call-http-endpoint-interpolation-shorthand",
                                "call-http-endpoint-interpolation",
                                "conditional-task",
                                "do-multiple",
                                "do-single",
                                "emit",
                                "for-inline-array",
                                "for",
                                "fork",
                                "listen-to-all read-envelope",
                                "listen-to-all",
                                "listen-to-any-filter",
                                "listen-to-any-forever-foreach",
                                "listen-to-any-until-condition",
                                "listen-to-any-until-consumed",
                                "listen-to-any",
                                "listen-to-one",
                                "raise-inline",
                                "raise-reusable",
                                "run-subflow",
                                "schedule-cron",
                                "schedule-event-driven",
                                "set-expression",
                                "set",
                                "switch-then-string",
                                "try-catch-retry-inline",
                                "try-catch-retry-reusable",
                                "try-catch-then-directive",
                                "try-catch-then",
                                "try-catch",
                                "wait-duration-inline",
                                "wait-duration-iso8601"));
    }

    @Test
    void the_sdk_reads_every_example_that_compiles() throws IOException {
        for (Path example : files("examples", ".yaml")) {
            String text = Golden.read(example);
            if (Golden.check(text).program() != null && !NEWER_THAN_THE_SDK.contains(Golden.name(example))) {
                assertThat(WorkflowReader.readWorkflowFromString(text, WorkflowFormat.YAML)
                                .getDo())
                        .as(Golden.name(example))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void every_scenario_of_the_kit_compiles_or_gets_one_diagnostic_for_an_unsupported_feature() throws IOException {
        List<String> scenarios = new ArrayList<>();
        for (Path feature : files("ctk-corrected", ".feature")) {
            Matcher matcher = SCENARIO.matcher(Golden.read(feature));
            while (matcher.find()) {
                scenarios.add(matcher.group(1).stripIndent());
            }
        }
        for (String scenario : scenarios) {
            assertThat(Golden.check(scenario).diagnostics())
                    .as(scenario)
                    .extracting(Diagnostic::code)
                    .isIn(List.of(), List.of("unsupported-feature"));
        }
        long compiled = scenarios.stream()
                .filter(scenario -> Golden.check(scenario).program() != null)
                .count();
        assertThat(List.of(compiled, (long) scenarios.size())).isIn(List.of(18L, 21L), List.of(0L, 0L));
    }

    /** The files of a folder; none, and loudly so, where the specification is not at hand. */
    private static List<Path> files(String folder, String ending) throws IOException {
        Optional<String> root = Optional.ofNullable(System.getenv("LANDLORD_SPEC_DIR"));
        if (root.isEmpty()) {
            System.err.println("DID NOT RUN: the specification's " + folder + "; set LANDLORD_SPEC_DIR to its folder");
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(root.get(), folder))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(10);
            return found;
        }
    }
}
