package io.landlord.server.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses paths and queries that are no text, or hold characters that no name may hold, before anything uses them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class RequestTextFilter extends OncePerRequestFilter {
    private final ProblemWriter problems;

    RequestTextFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        if (isBad(request.getRequestURI()) || (query != null && isBad(query))) {
            problems.write(
                    request,
                    response,
                    Refusal.badRequest(
                            "malformed_url",
                            "the path or the query is not percent-encoded UTF-8, or holds control characters"));
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isBad(String encoded) {
        String text = decoded(encoded);
        return text == null || TextRules.hasControl(text);
    }

    private static @Nullable String decoded(String encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int at = 0; at < encoded.length(); at++) {
            char character = encoded.charAt(at);
            if (character != '%') {
                // Tomcat hands out the bytes of the request line as ISO 8859-1.
                bytes.write(character);
                continue;
            }
            boolean whole = at + 2 < encoded.length();
            int high = whole ? Character.digit(encoded.charAt(at + 1), 16) : -1;
            int low = whole ? Character.digit(encoded.charAt(at + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            bytes.write(high * 16 + low);
            at += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException failure) {
            return null;
        }
    }
}
