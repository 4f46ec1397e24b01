package io.landlord.tck.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every scenario of the specification's conformance kit. The kit is read from the folder that {@code LANDLORD_SPEC_DIR}
 * names; without it the suite says so and checks nothing. The services that definitions call are a server in this process.
 */
public abstract class KitConformance {
    private static final int SCENARIOS = 21;

    /** What the kit uses and Landlord refuses, by name and line, until it can do it. */
    private static final Map<String, String> REFUSED = Map.of(
            "Call HTTP Using Basic Authentication", "authentication",
            "Call OpenAPI With Content Output", "call: openapi",
            "Call OpenAPI With Response Output", "call: openapi");

    /** Runs the definitions on what is under test. */
    protected abstract Runner runner();

    /** Both: the published kit filters on one more spelling of an error type, which counts as the specification's own. */
    @ParameterizedTest
    @ValueSource(strings = {"ctk", "ctk-corrected"})
    void every_scenario_passes_but_for_what_is_refused(String kit) throws IOException {
        assertThat(runAll(kit))
                .allSatisfy((scenario, outcome) -> assertThat(outcome)
                        .as(scenario)
                        .isEqualTo(REFUSED.containsKey(scenario) ? ScenarioRun.REFUSED : ScenarioRun.PASSED));
    }

    private Map<String, String> runAll(String kit) throws IOException {
        String home = System.getenv("LANDLORD_SPEC_DIR");
        if (home == null) {
            System.err.println("THE CONFORMANCE KIT WAS NOT RUN: set LANDLORD_SPEC_DIR to the specification's files");
            return Map.of();
        }
        Map<String, String> outcomes = outcomes(Path.of(home, kit), runner());
        System.out.println(kit + ": " + count(outcomes, ScenarioRun.PASSED) + " of " + outcomes.size()
                + " scenarios passed, " + count(outcomes, ScenarioRun.REFUSED) + " refused " + REFUSED);
        assertThat(outcomes).hasSize(SCENARIOS);
        return outcomes;
    }

    /** What came of each scenario in the folder's features, by name. */
    static Map<String, String> outcomes(Path kit, Runner runner) throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        try (Services services = Services.start();
                Stream<Path> files = Files.list(kit)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".feature"))
                    .sorted()
                    .toList()) {
                for (Feature.Scenario scenario :
                        Feature.parse(Files.readString(file)).scenarios()) {
                    outcomes.put(scenario.name(), new ScenarioRun(scenario, services).on(runner));
                }
            }
        }
        return outcomes;
    }

    private static long count(Map<String, String> outcomes, String outcome) {
        return outcomes.values().stream().filter(outcome::equals).count();
    }
}
