package io.landlord.language.reader;

/**
 * A place in a text.
 *
 * @param line from 1; lines end at LF, CR or CRLF
 * @param column from 1, in UTF-16 units
 */
public record Place(int line, int column) {
    /** The first character of a text. */
    public static final Place START = new Place(1, 1);
}
