package io.landlord.cli;

/**
 * Colours for a terminal that welcomes them.
 *
 * @param on whether they are written
 */
record Ink(boolean on) {
    String good(String text) {
        return coloured("32", text);
    }

    String bad(String text) {
        return coloured("31", text);
    }

    String warn(String text) {
        return coloured("33", text);
    }

    String faint(String text) {
        return coloured("2", text);
    }

    String strong(String text) {
        return coloured("1", text);
    }

    private String coloured(String code, String text) {
        return on && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
