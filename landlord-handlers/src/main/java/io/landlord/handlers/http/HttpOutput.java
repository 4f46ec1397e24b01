package io.landlord.handlers.http;

import io.landlord.handlers.Arguments;

/** What becomes of a response (dsl-reference, "HTTP Call", output). */
enum HttpOutput {
    CONTENT,
    RESPONSE,
    RAW;

    static HttpOutput of(Arguments arguments) {
        return switch (arguments.text("output").orElse("content")) {
            case "content" -> CONTENT;
            case "response" -> RESPONSE;
            case "raw" -> RAW;
            default -> throw arguments.invalid("'output' must be content, response or raw");
        };
    }
}
