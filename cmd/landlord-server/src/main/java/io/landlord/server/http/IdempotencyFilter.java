package io.landlord.server.http;

import io.landlord.api.error.LandlordException;
import io.landlord.control.request.Claim;
import io.landlord.control.request.RequestLedger;
import io.landlord.control.store.ControlDatabase;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Does a POST with an {@code Idempotency-Key} once, however often it is sent: the change and the memory of its answer are one
 * transaction. Only success is remembered; what was refused may be corrected and sent again under the same key.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class IdempotencyFilter extends OncePerRequestFilter {
    static final String HEADER = "Idempotency-Key";

    /** The header that tells an answer given again from the first one. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final List<String> KEPT =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER);

    private final ControlDatabase database;
    private final RequestLedger ledger;
    private final ProblemWriter problems;

    IdempotencyFilter(ControlDatabase database, RequestLedger ledger, ProblemWriter problems) {
        this.database = database;
        this.ledger = ledger;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        if (!KEY.matcher(key).matches()) {
            problems.write(
                    request,
                    response,
                    Refusal.badRequest(
                            "invalid_header", "the header " + HEADER + " must be 1 to 255 visible characters"));
            return;
        }
        try {
            ReadRequest read = new ReadRequest(request, BodyConverter.read(request));
            once(read, response, key, chain);
        } catch (Refusal refusal) {
            problems.write(request, response, refusal);
        } catch (LandlordException failure) {
            problems.write(request, response, failure);
        }
    }

    private void once(ReadRequest request, HttpServletResponse response, String key, FilterChain chain)
            throws ServletException, IOException {
        String scope = request.getMethod() + " " + request.getRequestURI();
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        try {
            database.inTransaction(() -> {
                switch (ledger.begin(scope, key, fingerprint(request))) {
                    case Claim.New() -> {
                        pass(chain, request, answer);
                        ledger.complete(scope, key, answer.getStatus(), headers(answer), body(answer));
                    }
                    case Claim.Replay replay -> again(replay, answer);
                    case Claim.Reused() ->
                        throw new Refusal(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "idempotency_key_reused",
                                "this " + HEADER + " was used for another request; use a new one");
                    case Claim.Underway underway ->
                        throw new Refusal(
                                HttpStatus.CONFLICT,
                                "request_underway",
                                "the request with this " + HEADER + " is being done since " + underway.since()
                                        + "; send it again a little later",
                                List.of(),
                                Map.of(HttpHeaders.RETRY_AFTER, "1"));
                }
            });
        } catch (NoSuccess refused) {
            refused.rethrow();
        }
        answer.copyBodyToResponse();
    }

    /** @throws NoSuccess which undoes the transaction, when the request was not done */
    private static void pass(FilterChain chain, HttpServletRequest request, ContentCachingResponseWrapper answer) {
        try {
            chain.doFilter(request, answer);
        } catch (IOException | ServletException failure) {
            throw new NoSuccess(failure);
        }
        if (answer.getStatus() >= 300) {
            throw new NoSuccess(null);
        }
    }

    private static final class NoSuccess extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSuccess(@Nullable Exception cause) {
            super(null, cause, false, false);
        }

        void rethrow() throws IOException, ServletException {
            switch (getCause()) {
                case IOException failure -> throw failure;
                case ServletException failure -> throw failure;
                case null, default -> {}
            }
        }
    }

    private static Map<String, String> headers(HttpServletResponse answer) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : KEPT) {
            String value = answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        String type = answer.getContentType();
        if (type != null) {
            headers.put(HttpHeaders.CONTENT_TYPE, type);
        }
        return headers;
    }

    private static @Nullable String body(ContentCachingResponseWrapper answer) {
        byte[] bytes = answer.getContentAsByteArray();
        return bytes.length == 0 ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static void again(Claim.Replay replay, HttpServletResponse answer) {
        answer.setStatus(replay.status());
        replay.headers().forEach(answer::setHeader);
        answer.setHeader(REPLAYED, "true");
        String body = replay.body();
        if (body != null) {
            try {
                answer.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            } catch (IOException failure) {
                throw new NoSuccess(failure);
            }
        }
    }

    /** An event may have its attributes in headers: they are part of what is sent. */
    private static Map<String, String> eventAttributes(ReadRequest request) {
        Map<String, String> attributes = new TreeMap<>();
        request.getHeaderNames().asIterator().forEachRemaining(name -> {
            String key = name.toLowerCase(Locale.ROOT);
            if (key.startsWith("ce-")) {
                attributes.put(key, request.getHeader(name));
            }
        });
        return attributes;
    }

    private static String fingerprint(ReadRequest request) {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            String query = request.getQueryString();
            hash.update((query == null ? "" : query).getBytes(StandardCharsets.UTF_8));
            hash.update((byte) 0);
            hash.update(eventAttributes(request).toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash.digest(request.body()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
