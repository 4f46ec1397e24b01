package io.landlord.handlers.yaml;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import tools.jackson.databind.JsonNode;

/** Writes a value as one YAML document in block style that reads as the same value again. */
final class YamlWriter {
    /** A collection that is being written. */
    private record Open(Iterator<Map.Entry<String, JsonNode>> members, Iterator<JsonNode> items, Event end) {}

    private final StringBuilder text = new StringBuilder();
    private final Deque<Open> stack = new ArrayDeque<>();
    private final Emitter emitter;

    private YamlWriter() {
        StreamDataWriter writer = new StreamDataWriter() {
            @Override
            public void write(String part) {
                text.append(part);
            }

            @Override
            public void write(String part, int offset, int length) {
                text.append(part, offset, offset + length);
            }
        };
        DumpSettings settings = DumpSettings.builder().setSplitLines(false).build();
        this.emitter = new Emitter(settings, writer);
    }

    static String write(JsonNode value) throws YamlRefusal {
        YamlWriter writer = new YamlWriter();
        writer.document(value);
        return writer.text.toString();
    }

    private void document(JsonNode value) throws YamlRefusal {
        emitter.emit(new StreamStartEvent());
        emitter.emit(new DocumentStartEvent(false, Optional.empty(), Map.of()));
        begin(value);
        while (!stack.isEmpty()) {
            next(stack.element());
        }
        emitter.emit(new DocumentEndEvent(false));
        emitter.emit(new StreamEndEvent());
    }

    private void next(Open open) throws YamlRefusal {
        if (open.members().hasNext()) {
            Map.Entry<String, JsonNode> member = open.members().next();
            emitter.emit(string(member.getKey()));
            begin(member.getValue());
        } else if (open.items().hasNext()) {
            begin(open.items().next());
        } else {
            emitter.emit(stack.pop().end());
        }
    }

    private void begin(JsonNode value) throws YamlRefusal {
        if (text.length() > YamlReader.TEXT) {
            throw new YamlRefusal("the text has more than " + YamlReader.TEXT + " characters");
        }
        if (!value.isContainer()) {
            emitter.emit(value.isString() ? string(value.stringValue()) : scalar(value.toString(), true));
            return;
        }
        if (stack.size() >= YamlReader.DEPTH) {
            throw new YamlRefusal("the value is nested more than " + YamlReader.DEPTH + " levels deep");
        }
        FlowStyle style = value.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
        if (value.isObject()) {
            emitter.emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
            stack.push(new Open(value.properties().iterator(), Collections.emptyIterator(), new MappingEndEvent()));
        } else {
            emitter.emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
            stack.push(new Open(Collections.emptyIterator(), value.iterator(), new SequenceEndEvent()));
        }
    }

    /** Text stays plain only where plain text reads as the same text. */
    private static ScalarEvent string(String value) {
        @Nullable JsonNode plain = Scalars.plain(value).orElse(null);
        return scalar(value, plain != null && plain.isString());
    }

    private static ScalarEvent scalar(String value, boolean plain) {
        ScalarStyle style = plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
        return new ScalarEvent(Optional.empty(), Optional.empty(), new ImplicitTuple(plain, true), value, style);
    }
}
