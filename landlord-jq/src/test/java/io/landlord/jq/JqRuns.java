package io.landlord.jq;

import io.landlord.jq.text.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Runs programs for the tests; values go in and come out as JSON text. */
final class JqRuns {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.250Z");

    private JqRuns() {}

    static String run(String program, String input) {
        return results(program, input, new JqMeter(JqLimits.DEFAULT)).stream()
                .map(value -> JsonText.write(value, n -> {}))
                .collect(Collectors.joining(" "));
    }

    static String run(String program) {
        return run(program, "null");
    }

    static List<JsonNode> results(String program, String input, JqMeter meter) {
        List<JsonNode> results = new ArrayList<>();
        iterator(program, input, meter).forEachRemaining(results::add);
        return results;
    }

    static Iterator<JsonNode> iterator(String program, String input, JqMeter meter) {
        JsonNode value = JsonText.read(input, 10_000);
        return JqProgram.compile(program, List.of()).evaluate(value, new JqScope(Map.of(), NOW, meter));
    }
}
