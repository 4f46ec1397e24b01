package io.landlord.server.http;

import io.landlord.api.diagnostic.Diagnostic;

/**
 * A definition within a request: given as text, or as an object of the body itself.
 *
 * @param text the definition's text
 * @param inline whether it was an object, so that its places are places in the body
 */
public record DefinitionText(String text, boolean inline) {

    /**
     * A diagnostic of the definition as one of the body: within an object its pointer and place are the body's, within text
     * they stay those of the text.
     *
     * @param field the pointer of the definition in the body
     */
    public Diagnostic inBody(Diagnostic diagnostic, String field, ReceivedBody body) {
        if (!inline) {
            return diagnostic;
        }
        return body.placed(new Diagnostic(
                diagnostic.severity(),
                diagnostic.code(),
                field + diagnostic.pointer(),
                diagnostic.line(),
                diagnostic.column(),
                diagnostic.message(),
                diagnostic.hint()));
    }
}
