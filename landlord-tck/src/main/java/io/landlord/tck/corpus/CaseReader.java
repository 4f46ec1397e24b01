package io.landlord.tck.corpus;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.StandardError;
import io.landlord.api.graph.NodePhase;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.tck.corpus.CorpusCase.Expected;
import io.landlord.tck.corpus.CorpusCase.Failure;
import io.landlord.tck.corpus.CorpusCase.Phase;
import io.landlord.tck.corpus.CorpusCase.Problem;
import io.landlord.tck.corpus.CorpusCase.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a case from YAML; whatever it does not know is a mistake, so that no expectation is lost to a misspelling. */
final class CaseReader {
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final RetryPolicy NO_RETRY = RetryPolicy.once();

    private final String name;

    CaseReader(String name) {
        this.name = name;
    }

    CorpusCase read(String text) {
        JsonNode root = YAML.readTree(text);
        only(
                root,
                Set.of(
                        "title",
                        "rule",
                        "definition",
                        "workflows",
                        "input",
                        "timeout",
                        "retryPolicy",
                        "nodes",
                        "handlers",
                        "expect"),
                Set.of("title", "rule", "definition", "input", "expect"));
        return new CorpusCase(
                name,
                text(root, "title"),
                text(root, "rule"),
                text(root, "definition"),
                workflows(root.path("workflows")),
                root.required("input"),
                root.has("timeout") ? Duration.parse(text(root, "timeout")) : null,
                root.has("retryPolicy") ? policy(root.get("retryPolicy")) : null,
                nodes(root.path("nodes")),
                handlers(root.path("handlers")),
                expected(root.required("expect")));
    }

    private static List<String> workflows(JsonNode node) {
        List<String> workflows = new ArrayList<>();
        node.forEach(workflow -> workflows.add(workflow.stringValue()));
        return List.copyOf(workflows);
    }

    private static RetryPolicy policy(JsonNode node) {
        only(
                node,
                Set.of("maxAttempts", "initialInterval", "multiplier", "maxInterval", "nonRetryableTypes"),
                Set.of("maxAttempts", "initialInterval"));
        Duration initial = Duration.parse(text(node, "initialInterval"));
        List<String> types = new ArrayList<>();
        node.path("nonRetryableTypes").forEach(type -> types.add(type.stringValue()));
        return new RetryPolicy(
                node.get("maxAttempts").intValue(),
                initial,
                node.path("multiplier").asDouble(NO_RETRY.multiplier()),
                node.has("maxInterval") ? Duration.parse(text(node, "maxInterval")) : Duration.ofDays(1),
                0,
                Set.copyOf(types));
    }

    private static Map<String, Phase> nodes(JsonNode node) {
        Map<String, Phase> nodes = new LinkedHashMap<>();
        node.properties().forEach(one -> nodes.put(one.getKey(), phase(one.getValue())));
        return nodes;
    }

    private static Phase phase(JsonNode node) {
        only(node, Set.of("phase", "signal", "otherwise", "alias"), Set.of("phase"));
        String signal = node.path("signal").asString("");
        Duration otherwise = node.has("otherwise") ? Duration.parse(text(node, "otherwise")) : Duration.ZERO;
        NodePhase phase = switch (text(node, "phase")) {
            case "none" -> NodePhase.none();
            case "sleep" -> new NodePhase.Sleep(otherwise);
            case "signal" -> NodePhase.signal(signal, otherwise);
            default -> throw new IllegalArgumentException("a node's phase is none, sleep or signal: " + node);
        };
        return new Phase(phase, node.has("alias") ? text(node, "alias") : null);
    }

    private static Map<String, List<Reply>> handlers(JsonNode node) {
        Map<String, List<Reply>> handlers = new LinkedHashMap<>();
        node.properties().forEach(handler -> {
            List<Reply> replies = new ArrayList<>();
            handler.getValue().forEach(reply -> replies.add(reply(reply)));
            handlers.put(handler.getKey(), List.copyOf(replies));
        });
        return handlers;
    }

    private static Reply reply(JsonNode node) {
        only(node, Set.of("after", "signal", "return", "fail", "throw"), Set.of());
        if (Stream.of("return", "fail", "throw").filter(node::has).count() != 1) {
            throw new IllegalArgumentException("a reply either returns, fails or throws: " + node);
        }
        List<JsonNode> signals = new ArrayList<>();
        node.path("signal").forEach(signals::add);
        return new Reply(
                node.has("after") ? Duration.parse(text(node, "after")) : Duration.ZERO,
                List.copyOf(signals),
                node.get("return"),
                node.has("fail") ? failure(node.get("fail")) : null,
                node.has("throw") ? text(node, "throw") : null);
    }

    private static Failure failure(JsonNode node) {
        only(node, Set.of("type", "status", "title", "detail", "retryable"), Set.of());
        StandardError usual = StandardError.COMMUNICATION;
        return new Failure(
                node.has("type") ? text(node, "type") : usual.type(),
                node.has("status") ? node.get("status").intValue() : usual.status(),
                node.has("title") ? text(node, "title") : usual.title(),
                node.has("detail") ? text(node, "detail") : "scripted",
                node.path("retryable").asBoolean(false));
    }

    private static Expected expected(JsonNode node) {
        only(
                node,
                Set.of("state", "output", "error", "compensated", "compensationError", "calls", "trace"),
                Set.of("state", "trace"));
        ExecutionState state = ExecutionState.valueOf(text(node, "state").toUpperCase(Locale.ROOT));
        if (node.has("output") == node.has("error") || node.has("output") != (state == ExecutionState.SUCCEEDED)) {
            throw new IllegalArgumentException("a success has an output and every other end an error");
        }
        Map<String, List<JsonNode>> calls = new LinkedHashMap<>();
        node.path("calls").properties().forEach(handler -> {
            List<JsonNode> arguments = new ArrayList<>();
            handler.getValue().forEach(arguments::add);
            calls.put(handler.getKey(), List.copyOf(arguments));
        });
        return new Expected(
                state,
                node.get("output"),
                problem(node.get("error")),
                node.path("compensated").asBoolean(false),
                problem(node.get("compensationError")),
                calls,
                node.get("trace"));
    }

    private static @Nullable Problem problem(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        only(node, Set.of("type", "status", "instance"), Set.of("type", "status", "instance"));
        return new Problem(text(node, "type"), node.get("status").intValue(), text(node, "instance"));
    }

    private static void only(JsonNode node, Set<String> known, Set<String> required) {
        for (String field : node.propertyNames()) {
            if (!known.contains(field)) {
                throw new IllegalArgumentException("'" + field + "' is unknown; known are " + known);
            }
        }
        for (String field : required) {
            if (!node.has(field)) {
                throw new IllegalArgumentException("'" + field + "' is missing");
            }
        }
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).stringValue();
    }
}
