package io.landlord.language.reader;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document into a tree that knows its places.
 *
 * <p>Text that begins with an opening brace, then a double quote or a closing brace, is JSON; anything else is YAML 1.2.
 * What is refused here: more than 10,000,000 characters, 200 levels, 250,000 values or 1,000,000 with aliases expanded,
 * characters that no text may contain, duplicate keys, several documents, aliases into themselves, merge keys and tags
 * beyond the core schema. Never throws; after a syntax error or a crossed limit there is that one problem and no tree.
 */
public final class DocumentReader {
    private static final Pattern JSON = Pattern.compile("\\s*+\\{\\s*+[\"}]");
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private DocumentReader() {}

    /** A text and its tree; without a tree the problems say why. */
    public record Document(SourceText source, @Nullable Node root) {}

    /** Reads a text; a byte order mark at its begin counts for nothing. */
    public static Document read(String text, Problems problems) {
        if (text.length() > Limits.TEXT) {
            Limits.tooLarge(Place.START).tell(problems);
            return new Document(new SourceText(""), null);
        }
        boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
        SourceText source = new SourceText(marked ? text.substring(1) : text);
        try {
            return new Document(source, parse(source, problems));
        } catch (ReadFailure failure) {
            failure.tell(problems);
            return new Document(source, null);
        }
    }

    private static Node parse(SourceText source, Problems problems) throws ReadFailure {
        refuseControlCharacters(source);
        Matcher json = JSON.matcher(source.text());
        Node root =
                json.lookingAt() ? new JsonReader(source, problems).read() : new YamlReader(source, problems).read();
        if (root == null) {
            throw new ReadFailure("empty-document", Place.START, "the document is empty", null);
        }
        return root;
    }

    private static void refuseControlCharacters(SourceText source) throws ReadFailure {
        String text = source.text();
        for (int offset = 0; offset < text.length(); offset++) {
            char character = text.charAt(offset);
            if (character >= ' ' && character < 0x7F) {
                continue;
            }
            if (Character.isHighSurrogate(character)
                    && offset + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(offset + 1))) {
                offset++;
            } else if (!isText(character)) {
                throw new ReadFailure(
                        "invalid-character",
                        source.place(offset),
                        String.format("the character U+%04X must not stand in a document", (int) character),
                        "in double quotes it can be written as an escape");
            }
        }
    }

    private static boolean isText(char character) {
        if (character < ' ') {
            return character == '\t' || character == '\n' || character == '\r';
        }
        boolean control = character >= 0x7F && character < 0xA0 && character != 0x85;
        return !control && !Character.isSurrogate(character) && character < 0xFFFE;
    }
}
