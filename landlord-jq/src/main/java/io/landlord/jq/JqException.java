package io.landlord.jq;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** A jq error: what {@code error} raises and {@code try} catches. It carries any JSON value; most often a string. */
public final class JqException extends RuntimeException {
    private final transient JsonNode value;

    public JqException(JsonNode value) {
        super(null, null, false, false);
        this.value = value;
    }

    public JqException(String message) {
        this(StringNode.valueOf(message));
    }

    /** The error's value, as {@code catch} sees it. */
    public JsonNode value() {
        return value;
    }

    /** The value's text when it is a string, otherwise its JSON (shortened). */
    @Override
    public String getMessage() {
        return value.isString() ? value.stringValue() : Texts.dump(value, 1000);
    }
}
