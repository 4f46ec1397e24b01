package io.landlord.language.reader;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads YAML 1.2 with its core schema. Anchors and aliases are allowed; merge keys are not part of YAML 1.2, and tags
 * other than those of the core schema mean nothing here, so both are refused.
 */
final class YamlReader {
    private static final String CORE = "tag:yaml.org,2002:";

    private final SourceText source;
    private final TreeBuilder tree;
    private int codePoints;
    private int units;
    private int documents;

    YamlReader(SourceText source, Problems problems) {
        this.source = source;
        this.tree = new TreeBuilder(problems);
    }

    /** The document; null for an empty one. */
    @Nullable
    Node read() throws ReadFailure {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Limits.TEXT + 1)
                .setParseComments(false)
                // One window over the whole text: a window that grows is copied again and again for a long value.
                .setBufferSize(source.text().length() + 1)
                .build();
        ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, new StringReader(source.text())));
        try {
            while (parser.hasNext()) {
                take(parser.next());
            }
        } catch (MarkedYamlEngineException failure) {
            throw YamlMistakes.explain(failure, this::placeOf, source);
        } catch (YamlEngineException failure) {
            throw new ReadFailure("syntax-error", Place.START, String.valueOf(failure.getMessage()), null);
        }
        return tree.root();
    }

    private void take(Event event) throws ReadFailure {
        switch (event.getEventId()) {
            case DocumentStart -> begin((DocumentStartEvent) event);
            case MappingStart, SequenceStart -> open((CollectionStartEvent) event);
            case MappingEnd, SequenceEnd -> tree.close();
            case Scalar -> scalar((ScalarEvent) event);
            case Alias -> alias((AliasEvent) event);
            case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
        }
    }

    private void begin(DocumentStartEvent event) throws ReadFailure {
        documents++;
        if (documents > 1) {
            throw new ReadFailure(
                    "several-documents",
                    source.place(offset(event)),
                    "a second YAML document begins here",
                    "a definition is one document; put each in a text of its own");
        }
    }

    private void open(CollectionStartEvent event) throws ReadFailure {
        boolean object = event instanceof MappingStartEvent;
        Place place = source.place(content(event));
        if (tree.expectsName()) {
            throw nameIsNoText(place, object);
        }
        String tag = event.getTag().orElse(CORE + (object ? "map" : "seq"));
        if (!tag.equals("!") && !tag.equals(CORE + (object ? "map" : "seq"))) {
            throw unknownTag(tag, place);
        }
        tree.open(object, place, anchor(event));
    }

    private void alias(AliasEvent event) throws ReadFailure {
        Place place = source.place(offset(event));
        if (tree.expectsName()) {
            throw nameIsNoText(place, false);
        }
        tree.alias(event.getAlias().getValue(), place);
    }

    private void scalar(ScalarEvent event) throws ReadFailure {
        int offset = content(event);
        Place place = source.place(offset);
        if (tree.expectsName()) {
            name(event, place);
            return;
        }
        JsonNode value = value(event, place);
        tree.scalar(new Node.Scalar(place, value, offset, style(event), event.getValue()), anchor(event));
    }

    private void name(ScalarEvent event, Place place) throws ReadFailure {
        if (event.isPlain() && event.getValue().equals("<<")) {
            throw new ReadFailure(
                    "merge-key",
                    place,
                    "merge keys are not part of YAML 1.2",
                    "repeat the properties, or use an alias for the whole object");
        }
        tree.name(event.getValue(), place);
    }

    private JsonNode value(ScalarEvent event, Place place) throws ReadFailure {
        String tag = event.getTag().orElse(null);
        if (tag == null) {
            return event.isPlain() ? Scalars.plain(event.getValue(), place) : StringNode.valueOf(event.getValue());
        }
        if (tag.equals("!") || tag.equals(CORE + "str")) {
            return StringNode.valueOf(event.getValue());
        }
        JsonNode value = Scalars.plain(event.getValue(), place);
        boolean fits = switch (tag) {
            case CORE + "null" -> value.isNull();
            case CORE + "bool" -> value.isBoolean();
            case CORE + "int" -> value.isIntegralNumber();
            case CORE + "float" -> value.isNumber();
            default -> throw unknownTag(tag, place);
        };
        if (!fits) {
            throw new ReadFailure(
                    "invalid-tag",
                    place,
                    "'" + event.getValue() + "' is not what its tag '!!" + tag.substring(CORE.length()) + "' says",
                    null);
        }
        return value;
    }

    private static ReadFailure unknownTag(String tag, Place place) {
        String shown = tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag;
        return new ReadFailure(
                "unsupported-tag",
                place,
                "the tag '" + shown + "' has no meaning in a definition",
                shown.startsWith("!") ? "a value that begins with '!' must be in quotes" : null);
    }

    private static ReadFailure nameIsNoText(Place place, boolean object) {
        return new ReadFailure(
                "syntax-error",
                place,
                "a property's name must be text",
                object ? "a value that begins with '{' must be in quotes" : null);
    }

    private static @Nullable String anchor(NodeEvent event) {
        return event.getAnchor().map(anchor -> anchor.getValue()).orElse(null);
    }

    private static Node.Style style(ScalarEvent event) {
        return switch (event.getScalarStyle()) {
            case SINGLE_QUOTED -> Node.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> Node.Style.DOUBLE_QUOTED;
            case LITERAL -> Node.Style.LITERAL;
            case FOLDED -> Node.Style.FOLDED;
            case PLAIN -> Node.Style.PLAIN;
        };
    }

    /** Where a node itself begins, after its anchor and its tag. */
    private int content(Event event) {
        String text = source.text();
        int offset = offset(event);
        while (offset < text.length() && (text.charAt(offset) == '&' || text.charAt(offset) == '!')) {
            while (offset < text.length() && !Character.isWhitespace(text.charAt(offset))) {
                offset++;
            }
            while (offset < text.length() && Character.isWhitespace(text.charAt(offset))) {
                offset++;
            }
        }
        return offset;
    }

    private int offset(Event event) {
        return event.getStartMark().map(this::offset).orElse(0);
    }

    private Place placeOf(Optional<Mark> mark) {
        return mark.map(known -> source.place(offset(known))).orElse(Place.START);
    }

    /** Marks count code points, texts UTF-16 units; marks come in order, so counting goes on from the last one. */
    private int offset(Mark mark) {
        String text = source.text();
        int target = mark.getIndex();
        if (target < codePoints) {
            return text.offsetByCodePoints(0, target);
        }
        while (codePoints < target && units < text.length()) {
            units += Character.isHighSurrogate(text.charAt(units)) ? 2 : 1;
            codePoints++;
        }
        return Math.min(units, text.length());
    }
}
