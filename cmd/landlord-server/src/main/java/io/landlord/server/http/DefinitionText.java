package io.landlord.server.http;

/**
 * A definition within a request: given as text, or as an object of the body itself.
 *
 * @param text the definition's text
 * @param inline whether it was an object, so that its places are places in the body
 */
public record DefinitionText(String text, boolean inline) {}
