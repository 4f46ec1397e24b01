package io.landlord.jq;

/**
 * A piece of source text.
 *
 * @param text the meaning: a name without its sign, a decoded piece of a string, or the characters themselves
 * @param offset where it begins in the source
 */
record Token(Type type, String text, int offset, int length) {
    enum Type {
        /** A name, also one that the grammar knows, such as {@code if}. */
        NAME,
        FIELD,
        VARIABLE,
        FORMAT,
        NUMBER,
        SYMBOL,
        STRING_START,
        STRING_TEXT,
        INTERPOLATION_START,
        INTERPOLATION_END,
        STRING_END,
        END
    }

    boolean is(String symbol) {
        return type == Type.SYMBOL && text.equals(symbol);
    }

    boolean isName(String name) {
        return type == Type.NAME && text.equals(name);
    }

    int end() {
        return offset + length;
    }
}
