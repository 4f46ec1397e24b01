package io.landlord.server.http;

import io.landlord.api.error.ErrorCategory;
import io.landlord.api.error.LandlordException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns whatever ends a request early into a problem; nothing of what is inside leaks out. */
@RestControllerAdvice
final class ProblemAdvice {
    private final Logger logger = LoggerFactory.getLogger(ProblemAdvice.class);
    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void refused(LandlordException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (failure.code().category() == ErrorCategory.INTERNAL) {
            logger.atError().setCause(failure).log("request failed: {}", failure.getMessage());
        }
        problems.write(request, response, failure);
    }

    @ExceptionHandler
    void refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, refusal);
    }

    @ExceptionHandler
    void wrongMethod(
            HttpRequestMethodNotSupportedException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Set<HttpMethod> allowed = failure.getSupportedHttpMethods();
        if (allowed != null) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", names(allowed)));
        }
        String detail = failure.getMethod() + " is not possible here"
                + (allowed == null ? "" : "; possible are " + String.join(", ", names(allowed)));
        problems.write(request, response, 405, ProblemStatus.code(405), detail, List.of());
    }

    private static List<String> names(Set<HttpMethod> methods) {
        return methods.stream().map(HttpMethod::name).sorted().toList();
    }

    @ExceptionHandler
    void wrongMediaType(
            HttpMediaTypeNotSupportedException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String given = failure.getContentType() == null ? "none" : "'" + failure.getContentType() + "'";
        problems.write(request, response, BodyConverter.unsupported("the content type is " + given));
    }

    @ExceptionHandler
    void notAcceptable(
            HttpMediaTypeNotAcceptableException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String detail = "the header Accept names nothing that can be answered here";
        problems.write(request, response, 406, ProblemStatus.code(406), detail, List.of());
    }

    @ExceptionHandler({NoHandlerFoundException.class, NoResourceFoundException.class})
    void unknownPath(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String detail = ProblemErrorController.detail(404);
        problems.write(request, response, 404, ProblemStatus.code(404), detail, List.of());
    }

    @ExceptionHandler
    void wrongParameter(TypeMismatchException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String name = failure instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(failure.getPropertyName());
        Class<?> required = failure.getRequiredType();
        String detail = "the parameter '" + name + "' is not " + (required == null ? "valid" : expected(required));
        Refusal known = refusalWithin(failure);
        problems.write(request, response, known == null ? Refusal.badRequest("invalid_parameter", detail) : known);
    }

    /** A converter of ours says itself what is wrong. */
    private static @Nullable Refusal refusalWithin(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    /** Tomcat reads a query only when it is asked for a parameter. */
    @ExceptionHandler
    void malformedQuery(InvalidParameterException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String detail = "the query is malformed: it is a list of name=value, joined by '&', of at most 1000";
        problems.write(request, response, Refusal.badRequest("malformed_url", detail));
    }

    private static String expected(Class<?> required) {
        return switch (required.getSimpleName()) {
            case "Integer", "int", "Long", "long" -> "a whole number";
            case "Boolean", "boolean" -> "true or false";
            case "Instant" -> "a time like 2026-11-21T12:00:00Z";
            default -> "valid";
        };
    }

    @ExceptionHandler
    void unreadable(HttpMessageNotReadableException failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Refusal known = refusalWithin(failure);
        problems.write(
                request,
                response,
                known == null
                        ? Refusal.badRequest("invalid_body", "this request needs a body in JSON or YAML")
                        : known);
    }

    @ExceptionHandler
    void anythingElse(Exception failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            // The caller has gone away in the midst of the answer.
            logger.atDebug().setCause(failure).log("an answer was cut short");
            return;
        }
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            int status = known.getStatusCode().value();
            String detail = known.getBody().getDetail();
            problems.write(
                    request,
                    response,
                    status,
                    ProblemStatus.code(status),
                    detail == null ? ProblemStatus.title(status) : detail,
                    List.of());
            return;
        }
        logger.atError().setCause(failure).log("request failed");
        String detail = "the server failed; its log says more under this correlation id";
        problems.write(request, response, 500, ProblemStatus.code(500), detail, List.of());
    }
}
