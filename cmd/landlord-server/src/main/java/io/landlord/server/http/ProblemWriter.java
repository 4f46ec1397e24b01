package io.landlord.server.http;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCategory;
import io.landlord.api.error.LandlordException;
import io.landlord.server.observability.Correlation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, in one form wherever they come from. Whatever was asked for in {@code Accept}, a problem is JSON. */
@Component
public final class ProblemWriter {
    static final String RETRY_AFTER_SECONDS = "2";

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** A failure of the domain. */
    void write(HttpServletRequest request, HttpServletResponse response, LandlordException failure) throws IOException {
        if (failure.code().category() == ErrorCategory.UNAVAILABLE) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        write(
                request,
                response,
                ProblemStatus.of(failure.code()).value(),
                failure.code().wireName(),
                String.valueOf(failure.getMessage()),
                failure.diagnostics());
    }

    /** A request that HTTP itself could not let pass. */
    public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        refusal.headers().forEach(response::setHeader);
        write(request, response, refusal.status().value(), refusal.code(), refusal.detail(), refusal.diagnostics());
    }

    void write(
            HttpServletRequest request,
            HttpServletResponse response,
            int status,
            String code,
            String detail,
            List<Diagnostic> diagnostics)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        Problem problem = new Problem(
                Problem.TYPE_PREFIX + code,
                ProblemStatus.title(status),
                status,
                detail,
                path(request),
                code,
                Correlation.of(request, response),
                ProblemError.of(diagnostics));
        byte[] body = json.writeValueAsBytes(problem);
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    private static String path(HttpServletRequest request) {
        Object failed = request.getAttribute("jakarta.servlet.error.request_uri");
        String path = failed == null ? request.getRequestURI() : failed.toString();
        return path == null ? "" : path;
    }
}
