package io.landlord.jq;

import io.landlord.jq.text.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our side of {@code scripts/jq-differential}: reads lines {@code {"program": ..., "input": ...}} and answers each with a
 * line {@code {"results": [...], "error": ..., "syntax": ..., "limit": ...}}.
 */
final class JqLines {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int MOST_RESULTS = 200;

    private JqLines() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode question = MAPPER.readTree(line);
            long begin = System.nanoTime();
            ObjectNode answer = answer(question.get("program").stringValue(), question.get("input"));
            if (arguments.length > 0) {
                answer.put("ms", (System.nanoTime() - begin) / 1_000_000);
            }
            out.println(JsonText.write(answer, n -> {}));
            out.flush();
        }
    }

    private static ObjectNode answer(String source, JsonNode input) {
        ObjectNode answer = MAPPER.createObjectNode();
        ArrayNode results = answer.putArray("results");
        JqMeter meter = new JqMeter(JqLimits.DEFAULT);
        try {
            JqProgram program = JqProgram.compile(source, List.of());
            Iterator<JsonNode> iterator =
                    program.evaluate(JqValues.normalize(input), new JqScope(Map.of(), Instant.EPOCH, meter));
            while (iterator.hasNext() && results.size() < MOST_RESULTS) {
                results.add(iterator.next());
            }
        } catch (JqSyntaxException e) {
            answer.put("syntax", e.getMessage());
        } catch (JqException e) {
            answer.set("error", e.value());
        } catch (JqLimitException e) {
            answer.put("limit", e.getMessage());
        }
        answer.put("steps", meter.steps());
        return answer;
    }
}
