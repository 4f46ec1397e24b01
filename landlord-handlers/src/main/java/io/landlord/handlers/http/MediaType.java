package io.landlord.handlers.http;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a {@code Content-Type} that decides how content is read.
 *
 * @param name type and subtype in lower case, {@code application/json}
 * @param charset the charset, where one is named that this system knows
 */
record MediaType(String name, Optional<Charset> charset) {
    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s;\"]{1,64})");

    static MediaType of(String header) {
        int end = header.indexOf(';');
        String name = (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        Matcher charset = CHARSET.matcher(header);
        return new MediaType(name, charset.find() ? known(charset.group(1)) : Optional.empty());
    }

    boolean isJson() {
        return name.equals("application/json") || name.equals("text/json") || name.endsWith("+json");
    }

    boolean isText() {
        return name.startsWith("text/");
    }

    private static Optional<Charset> known(String charset) {
        try {
            return Optional.of(Charset.forName(charset));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }
}
