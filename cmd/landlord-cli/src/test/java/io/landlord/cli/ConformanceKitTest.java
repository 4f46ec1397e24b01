package io.landlord.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.landlord.api.execution.StandardError;
import io.landlord.jq.JqValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The specification's conformance kit, every scenario of it, through {@code landlord run}. The kit is read from
 * LANDLORD_SPEC_DIR; the services it calls are a server in this process.
 */
class ConformanceKitTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the kit uses and Landlord refuses, by name and line, until it can do it. */
    private static final Map<String, String> REFUSED = Map.of(
            "Emit Task", "emit",
            "Call HTTP Using Basic Authentication", "authentication",
            "Call OpenAPI With Content Output", "call: openapi",
            "Call OpenAPI With Response Output", "call: openapi");

    private static final Pattern PROPERTY = Pattern.compile("'([^']+)'");
    private static final Pattern COUNTED = Pattern.compile(".*'([^']+)' property containing (\\d+) items");
    private static final Pattern ORDER = Pattern.compile("(\\w+) should run (first|last|after (\\w+))");

    @SuppressWarnings("NullAway.Init") // JUnit starts it
    private static HttpServer services;

    @BeforeAll
    static void startServices() throws IOException {
        services = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        services.createContext("/v2/pet/findByStatus", exchange -> answer(exchange, 200, "[" + pet("1") + "]"));
        services.createContext("/v2/pet/", exchange -> answer(exchange, 200, pet(lastSegment(exchange))));
        services.createContext(
                "/v2/pet/getPetByName/", exchange -> answer(exchange, 404, "{\"message\": \"Pet not found\"}"));
        services.start();
    }

    @AfterAll
    static void stopServices() {
        services.stop(0);
    }

    /** Both: the published kit filters on one more spelling of an error type, which counts as the specification's own. */
    @ParameterizedTest
    @ValueSource(strings = {"ctk", "ctk-corrected"})
    void every_scenario_passes_but_for_what_is_refused(String kit) throws IOException {
        Map<String, String> outcomes = runAll(kit);
        assertThat(outcomes)
                .allSatisfy((scenario, outcome) -> assertThat(outcome)
                        .as(scenario)
                        .isEqualTo(REFUSED.containsKey(scenario) ? "refused" : "passed"));
    }

    private static Map<String, String> runAll(String kit) throws IOException {
        String home = System.getenv("LANDLORD_SPEC_DIR");
        if (home == null) {
            System.err.println("THE CONFORMANCE KIT WAS NOT RUN: set LANDLORD_SPEC_DIR to the specification's files");
            return Map.of();
        }
        Map<String, String> outcomes = new TreeMap<>();
        for (Feature.Scenario scenario : scenarios(Path.of(home, kit))) {
            outcomes.put(scenario.name(), outcome(scenario));
        }
        long passed = outcomes.values().stream().filter("passed"::equals).count();
        System.out.println(kit + ": " + passed + " of " + outcomes.size() + " scenarios passed, "
                + outcomes.values().stream().filter("refused"::equals).count() + " refused " + REFUSED);
        assertThat(outcomes).hasSize(21);
        return outcomes;
    }

    private static List<Feature.Scenario> scenarios(Path directory) throws IOException {
        List<Feature.Scenario> scenarios = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".feature"))
                    .sorted()
                    .toList()) {
                scenarios.addAll(Feature.parse(Files.readString(file)).scenarios());
            }
        }
        return scenarios;
    }

    private static String outcome(Feature.Scenario scenario) {
        try {
            return run(scenario);
        } catch (AssertionError failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    private static String run(Feature.Scenario scenario) {
        String here = "http://localhost:" + services.getAddress().getPort();
        String definition = text(scenario, "a workflow with definition:")
                .replace("https://petstore.swagger.io", here)
                .replace("https://httpbin.org", here);
        String input = text(scenario, "the workflow input is:");
        Invocation invocation = Invocation.withInput(
                definition,
                "run",
                "-",
                "-o",
                "json",
                "--input",
                input.isEmpty() ? "{}" : yaml(input).toString());
        if (invocation.exitCode() == ExitCode.INVALID) {
            assertThat(invocation.json().get("diagnostics").get(0).get("code").stringValue())
                    .as(invocation.err())
                    .isEqualTo("unsupported-feature");
            return "refused";
        }
        for (Feature.Step step : scenario.steps()) {
            check(step, invocation);
        }
        return "passed";
    }

    private static String text(Feature.Scenario scenario, String sentence) {
        return scenario.steps().stream()
                .filter(step -> step.sentence().equals(sentence))
                .map(Feature.Step::text)
                .findFirst()
                .orElse("");
    }

    private static void check(Feature.Step step, Invocation invocation) {
        JsonNode answer = invocation.json();
        String sentence = step.sentence();
        Matcher counted = COUNTED.matcher(sentence);
        Matcher order = ORDER.matcher(sentence);
        if (sentence.startsWith("the workflow should complete")) {
            assertThat(answer.get("state").stringValue()).as(invocation.out()).isEqualTo("succeeded");
            assertThat(invocation.exitCode()).isZero();
            if (!step.text().isEmpty()) {
                assertThat(answer.get("output")).isEqualTo(yaml(step.text()));
            }
        } else if (sentence.startsWith("the workflow should fault")) {
            assertThat(answer.get("state").stringValue()).isEqualTo("failed");
            assertThat(invocation.exitCode()).isEqualTo(ExitCode.EXECUTION_FAILED);
            checkError(step.text(), answer.get("error"));
        } else if (counted.matches()) {
            assertThat(property(answer, counted.group(1))).hasSize(Integer.parseInt(counted.group(2)));
        } else if (sentence.contains("property with value")) {
            assertThat(property(answer, names(sentence).getFirst())).isEqualTo(yaml(step.text()));
        } else if (sentence.contains("should have properties")) {
            names(sentence)
                    .forEach(name -> assertThat(property(answer, name)).as(name).isNotNull());
        } else if (order.matches()) {
            checkOrder(order, tasks(answer));
        } else {
            assertThat(sentence)
                    .isIn("a workflow with definition:", "the workflow input is:", "the workflow is executed");
        }
    }

    private static void checkError(String expected, JsonNode error) {
        if (expected.isEmpty()) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : yaml(expected).properties()) {
            JsonNode found = error.get(member.getKey());
            if (member.getKey().equals("type")) {
                assertThat(found.stringValue())
                        .isEqualTo(StandardError.canonicalType(member.getValue().stringValue()));
            } else {
                assertThat(found).isEqualTo(member.getValue());
            }
        }
    }

    private static void checkOrder(Matcher order, List<String> tasks) {
        String task = order.group(1);
        String other = order.group(3);
        if (other != null) {
            assertThat(tasks.indexOf(task)).isGreaterThan(tasks.indexOf(other));
        } else {
            assertThat(order.group(2).equals("first") ? tasks.getFirst() : tasks.getLast())
                    .isEqualTo(task);
        }
    }

    /** The names of the tasks that ran, in the order they began: the trace of a sequence is ordered so. */
    private static List<String> tasks(JsonNode answer) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : answer.get("trace")) {
            String pointer = entry.get("pointer").stringValue();
            if (!pointer.isEmpty()) {
                names.add(pointer.substring(pointer.lastIndexOf('/') + 1));
            }
        }
        return names;
    }

    private static List<String> names(String sentence) {
        return PROPERTY.matcher(sentence).results().map(found -> found.group(1)).toList();
    }

    private static @Nullable JsonNode property(JsonNode answer, String path) {
        JsonNode value = answer.get("output");
        for (String name : path.split("\\.", -1)) {
            value = value == null ? null : value.get(name);
        }
        return value;
    }

    private static JsonNode yaml(String text) {
        Object value = new Load(LoadSettings.builder().build()).loadFromString(text);
        return JqValues.normalize(JSON.valueToTree(value));
    }

    private static String pet(String id) {
        return "{\"id\": " + id + ", \"name\": \"Rex\", \"status\": \"available\"}";
    }

    private static String lastSegment(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
