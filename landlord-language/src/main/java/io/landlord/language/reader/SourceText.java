package io.landlord.language.reader;

import java.util.Arrays;

/** The text of a document and where its lines begin. */
public final class SourceText {
    private final String text;
    private final int[] lineStarts;

    public SourceText(String text) {
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int offset = 0; offset < text.length(); offset++) {
            char character = text.charAt(offset);
            boolean ends = character == '\n'
                    || (character == '\r' && (offset + 1 == text.length() || text.charAt(offset + 1) != '\n'));
            if (ends) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = offset + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    String text() {
        return text;
    }

    /** The place of a character; offsets past the end are the end. */
    public Place place(int offset) {
        int within = Math.max(0, Math.min(offset, text.length()));
        int found = Arrays.binarySearch(lineStarts, within);
        int line = found >= 0 ? found : -found - 2;
        return new Place(line + 1, within - lineStarts[line] + 1);
    }

    /** A line without its end, from 1; empty where there is no such line. */
    public String line(int number) {
        if (number < 1 || number > lineStarts.length) {
            return "";
        }
        int start = lineStarts[number - 1];
        int end = number < lineStarts.length ? lineStarts[number] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /**
     * The place of a character of a scalar's value, {@code index} UTF-16 units from the value's start. Exact for plain
     * and quoted scalars and for literal blocks; within a folded block as near as its lines tell.
     */
    public Place placeIn(Node.Scalar scalar, int index) {
        return place(new ScalarOffsets(text, scalar).of(index));
    }
}
