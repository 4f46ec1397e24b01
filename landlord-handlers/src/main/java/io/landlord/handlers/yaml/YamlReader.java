package io.landlord.handlers.yaml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds a value out of the parser's events, with a stack of its own and with everything counted: values that aliases repeat
 * are shared in memory but count each time, since whoever copies the result expands them.
 */
final class YamlReader {
    static final int TEXT = 10_000_000;
    static final int DEPTH = 200;
    static final int VALUES = 1_000_000;

    /** A finished value, with how much it holds once its aliases are expanded. */
    private record Weighed(JsonNode value, long values, long characters, int depth) {}

    /** A collection whose end has not come yet. */
    private static final class Open {
        private final JsonNode container;
        private final Optional<Anchor> anchor;
        private @Nullable String key;
        private long values = 1;
        private long characters;
        private int depth = 1;

        Open(JsonNode container, Optional<Anchor> anchor) {
            this.container = container;
            this.anchor = anchor;
        }

        Weighed close() {
            return new Weighed(container, values, characters, depth);
        }
    }

    private final Deque<Open> stack = new ArrayDeque<>();
    private final Map<Anchor, Weighed> anchors = new HashMap<>();
    private JsonNode root = NullNode.getInstance();
    private int documents;

    /** The value of the text; null for an empty one. */
    JsonNode read(String text) throws YamlRefusal {
        if (text.length() > TEXT) {
            throw new YamlRefusal("the text has more than " + TEXT + " characters");
        }
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(TEXT + 1).build();
        try {
            for (Event event : new Parse(settings).parseString(text)) {
                take(event);
            }
        } catch (MarkedYamlEngineException malformed) {
            String problem = String.valueOf(malformed.getProblem());
            Optional<Mark> mark = malformed.getProblemMark();
            throw mark.isPresent() ? new YamlRefusal(problem, mark.get()) : new YamlRefusal(problem);
        } catch (YamlEngineException malformed) {
            throw new YamlRefusal(String.valueOf(malformed.getMessage()));
        }
        return root;
    }

    private void take(Event event) throws YamlRefusal {
        switch (event.getEventId()) {
            case DocumentStart -> begin(event);
            case MappingStart -> open(JsonNodeFactory.instance.objectNode(), (CollectionStartEvent) event);
            case SequenceStart -> open(JsonNodeFactory.instance.arrayNode(), (CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> close(event);
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias((AliasEvent) event);
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        }
    }

    private void begin(Event event) throws YamlRefusal {
        documents++;
        if (documents > 1) {
            throw refusal("a second document begins here", event);
        }
    }

    private void open(JsonNode container, CollectionStartEvent event) throws YamlRefusal {
        String expected = "tag:yaml.org,2002:" + (container.isObject() ? "map" : "seq");
        if (event.getTag().isPresent() && !event.getTag().get().equals(expected)) {
            throw refusal("the tag " + event.getTag().get() + " is not supported", event);
        }
        requireValuePlace(event);
        if (stack.size() >= DEPTH) {
            throw tooDeep(event);
        }
        stack.push(new Open(container, event.getAnchor()));
    }

    private void close(Event event) throws YamlRefusal {
        Open closed = stack.pop();
        finish(closed.close(), closed.anchor, event);
    }

    private void scalar(ScalarEvent event) throws YamlRefusal {
        Open parent = stack.peek();
        if (parent != null && parent.container.isObject() && parent.key == null) {
            parent.key = event.getValue();
            if (parent.container.has(parent.key)) {
                throw refusal("the key '" + parent.key + "' is there already", event);
            }
            if (event.getAnchor().isPresent()) {
                throw refusal("an anchor at a key is not supported", event);
            }
            return;
        }
        JsonNode value = Scalars.value(event).orElseThrow(() -> refusal("this is not a value that JSON has", event));
        finish(new Weighed(value, 1, event.getValue().length(), 0), event.getAnchor(), event);
    }

    private void alias(AliasEvent event) throws YamlRefusal {
        requireValuePlace(event);
        Weighed known = anchors.get(event.getAlias());
        if (known == null) {
            throw refusal("the alias *" + event.getAlias() + " names nothing that was finished before it", event);
        }
        finish(known, Optional.empty(), event);
    }

    private void requireValuePlace(NodeEvent event) throws YamlRefusal {
        Open parent = stack.peek();
        if (parent != null && parent.container.isObject() && parent.key == null) {
            throw refusal("a key must be a scalar", event);
        }
    }

    private void finish(Weighed value, Optional<Anchor> anchor, Event event) throws YamlRefusal {
        anchor.ifPresent(name -> anchors.put(name, value));
        Open parent = stack.peek();
        if (parent == null) {
            root = value.value();
            return;
        }
        parent.values += value.values();
        parent.characters += value.characters() + (parent.key == null ? 0 : parent.key.length());
        parent.depth = Math.max(parent.depth, value.depth() + 1);
        if (stack.size() + value.depth() > DEPTH) {
            throw tooDeep(event);
        }
        if (parent.values > VALUES || parent.characters > TEXT) {
            throw refusal("the document is too large, counting what its aliases repeat", event);
        }
        attach(parent, value.value());
    }

    private static void attach(Open parent, JsonNode value) {
        if (parent.container instanceof ObjectNode object && parent.key != null) {
            object.set(parent.key, value);
            parent.key = null;
        } else if (parent.container instanceof ArrayNode array) {
            array.add(value);
        }
    }

    private static YamlRefusal tooDeep(Event event) {
        return refusal("collections are nested more than " + DEPTH + " levels deep", event);
    }

    private static YamlRefusal refusal(String problem, Event event) {
        return event.getStartMark()
                .map(mark -> new YamlRefusal(problem, mark))
                .orElseGet(() -> new YamlRefusal(problem));
    }
}
