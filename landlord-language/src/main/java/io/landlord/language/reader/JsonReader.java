package io.landlord.language.reader;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Reads JSON (RFC 8259). */
final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.NESTING + 10)
                    .maxStringLength(Limits.TEXT)
                    .maxNameLength(Limits.TEXT)
                    .maxNumberLength(Limits.TEXT)
                    .build())
            .build();

    private final SourceText source;
    private final TreeBuilder tree;

    JsonReader(SourceText source, Problems problems) {
        this.source = source;
        this.tree = new TreeBuilder(problems);
    }

    @Nullable
    Node read() throws ReadFailure {
        try (JsonParser parser = FACTORY.createParser(source.text())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                take(parser, token);
            }
        } catch (StreamReadException failure) {
            throw syntax(failure);
        }
        return tree.root();
    }

    private void take(JsonParser parser, JsonToken token) throws ReadFailure {
        int offset = (int) parser.currentTokenLocation().getCharOffset();
        Place place = source.place(offset);
        if (tree.root() != null) {
            throw new ReadFailure("syntax-error", place, "the document has ended before this", null);
        }
        switch (token) {
            case START_OBJECT, START_ARRAY -> tree.open(token == JsonToken.START_OBJECT, place, null);
            case END_OBJECT, END_ARRAY -> tree.close();
            case PROPERTY_NAME -> tree.name(parser.currentName(), place);
            default -> tree.scalar(scalar(parser, token, place, offset), null);
        }
    }

    private static Node.Scalar scalar(JsonParser parser, JsonToken token, Place place, int offset) throws ReadFailure {
        String text = parser.getString();
        JsonNode value = switch (token) {
            case VALUE_STRING -> StringNode.valueOf(text);
            case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NullNode.getInstance();
            default ->
                Scalars.number(text, place)
                        .orElseThrow(() -> new ReadFailure("syntax-error", place, "this is not a number", null));
        };
        Node.Style style = token == JsonToken.VALUE_STRING ? Node.Style.DOUBLE_QUOTED : Node.Style.PLAIN;
        return new Node.Scalar(place, value, offset, style, text);
    }

    private ReadFailure syntax(JacksonException failure) {
        TokenStreamLocation location = failure.getLocation();
        Place place = location == null ? Place.START : source.place((int) location.getCharOffset());
        String message = failure.getOriginalMessage();
        if (message.contains("end-of-input")) {
            return new ReadFailure("syntax-error", place, "the text ends within the document", "close what is open");
        }
        if (message.contains("Unexpected close marker") || message.contains("Unexpected character")) {
            return unexpected(place);
        }
        int rest = message.indexOf('\n');
        return new ReadFailure(
                "syntax-error", place, "not JSON: " + (rest < 0 ? message : message.substring(0, rest)), null);
    }

    private ReadFailure unexpected(Place place) {
        String line = source.line(place.line());
        int column = Math.min(place.column(), line.length());
        String found = column < 1 ? "" : line.substring(column - 1, column);
        String hint = switch (found) {
            case "}", "]" -> "a comma before a closing bracket is not JSON";
            case "/", "#" -> "JSON has no comments";
            case "'" -> "JSON writes text in double quotes";
            default -> null;
        };
        return new ReadFailure("syntax-error", place, "'" + found + "' is unexpected here", hint);
    }
}
