package io.landlord.language.reader;

/** How much a document may ask for. Whatever is larger is refused with one diagnostic. */
final class Limits {
    /** Characters of the text, and of its strings after aliases are expanded. */
    static final int TEXT = 10_000_000;
    /** Objects and arrays within each other. */
    static final int NESTING = 200;
    /** Values that are written out: what a parser reads in well under a second. */
    static final int WRITTEN = 250_000;
    /** Values after aliases are expanded. */
    static final int NODES = 1_000_000;

    /** Characters of the JSON Pointers of all values: long names above many values add up. */
    static final int PATHS = 100_000_000;

    private Limits() {}

    static ReadFailure tooLarge(Place place) {
        return new ReadFailure(
                "document-too-large", place, "the document has more than " + grouped(TEXT) + " characters", null);
    }

    static ReadFailure tooDeep(Place place) {
        return new ReadFailure(
                "document-too-deep",
                place,
                "objects and arrays are nested more than " + NESTING + " levels deep",
                null);
    }

    static ReadFailure tooManyWritten(Place place) {
        return new ReadFailure(
                "document-too-large", place, "the document has more than " + grouped(WRITTEN) + " values", null);
    }

    static ReadFailure tooMany(Place place) {
        return new ReadFailure(
                "document-too-large",
                place,
                "the document has more than " + grouped(NODES) + " values, counting what its aliases repeat",
                null);
    }

    static ReadFailure tooMuchText(Place place) {
        return new ReadFailure(
                "document-too-large",
                place,
                "the document's strings have more than " + grouped(TEXT)
                        + " characters, counting what its aliases repeat",
                null);
    }

    static ReadFailure tooLongPaths(Place place) {
        return new ReadFailure(
                "document-too-large",
                place,
                "the paths of the document's values have more than " + grouped(PATHS) + " characters together",
                "shorten the names that stand above many values");
    }

    private static String grouped(int number) {
        return String.format(java.util.Locale.ROOT, "%,d", number);
    }
}
