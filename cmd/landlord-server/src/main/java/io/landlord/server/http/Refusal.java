package io.landlord.server.http;

import io.landlord.api.diagnostic.Diagnostic;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** Ends a request that HTTP itself, and not the domain, cannot let pass; it becomes a {@link Problem}. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient List<Diagnostic> diagnostics;
    private final transient Map<String, String> headers;

    public Refusal(HttpStatus status, String code, String detail) {
        this(status, code, detail, List.of(), Map.of());
    }

    public Refusal(
            HttpStatus status, String code, String detail, List<Diagnostic> diagnostics, Map<String, String> headers) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.diagnostics = List.copyOf(diagnostics);
        this.headers = Map.copyOf(headers);
    }

    /** A request that stays wrong until the caller changes it. */
    public static Refusal badRequest(String code, String detail) {
        return new Refusal(HttpStatus.BAD_REQUEST, code, detail);
    }

    /** A body with these mistakes. */
    public static Refusal invalidBody(List<Diagnostic> mistakes) {
        List<Diagnostic> errors = mistakes.stream().filter(Diagnostic::isError).toList();
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
        return new Refusal(
                HttpStatus.BAD_REQUEST,
                "invalid_body",
                "the body is not valid: " + errors.getFirst().message() + more,
                mistakes,
                Map.of());
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    Map<String, String> headers() {
        return headers;
    }
}
