package io.landlord.cli.console;

/**
 * Colours for a terminal that welcomes them.
 *
 * @param on whether they are written
 */
public record Ink(boolean on) {
    public String good(String text) {
        return coloured("32", text);
    }

    public String bad(String text) {
        return coloured("31", text);
    }

    public String warn(String text) {
        return coloured("33", text);
    }

    public String faint(String text) {
        return coloured("2", text);
    }

    public String strong(String text) {
        return coloured("1", text);
    }

    private String coloured(String code, String text) {
        return on && !text.isEmpty() ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
