package io.landlord.server.openapi;

import io.landlord.api.error.ErrorCode;
import io.landlord.server.http.Problem;
import io.landlord.server.http.ProblemStatus;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMethod;

/** The answers of refused requests: those that any request can get, and those that the domain gives to an operation. */
final class Refusals {

    private Refusals() {}

    static void add(ApiResponses responses, OperationConventions.Kind kind) {
        codes(responses, kind)
                .forEach((status, codes) -> responses.addApiResponse(
                        Integer.toString(status.value()), problem(status, String.join(", ", codes))));
    }

    private static Map<HttpStatus, List<String>> codes(ApiResponses responses, OperationConventions.Kind kind) {
        Map<HttpStatus, List<String>> codes = new TreeMap<>();
        add(codes, HttpStatus.BAD_REQUEST, "malformed_url");
        add(codes, HttpStatus.INTERNAL_SERVER_ERROR, "internal");
        add(codes, HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.STORE_UNAVAILABLE.wireName());
        if (responses.values().stream().anyMatch(answer -> answer.getContent() != null)) {
            add(codes, HttpStatus.NOT_ACCEPTABLE, "not_acceptable");
        }
        boolean parameters = kind.handler().getMethodParameters().length > 0;
        if (kind.method() == RequestMethod.GET && parameters) {
            add(codes, HttpStatus.BAD_REQUEST, "invalid_parameter");
        }
        if (kind.body()) {
            add(codes, HttpStatus.BAD_REQUEST, "invalid_body");
            add(codes, HttpStatus.BAD_REQUEST, ErrorCode.INVALID_SPEC.wireName());
            add(codes, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type");
        }
        if (kind.method() == RequestMethod.POST) {
            add(codes, HttpStatus.BAD_REQUEST, "invalid_header");
            add(codes, HttpStatus.CONFLICT, "request_underway");
            add(codes, HttpStatus.UNPROCESSABLE_CONTENT, "idempotency_key_reused");
        }
        if (kind.body() || kind.method() == RequestMethod.POST) {
            add(codes, HttpStatus.CONTENT_TOO_LARGE, "body_too_large");
        }
        if (kind.versioned() && kind.changes()) {
            add(codes, HttpStatus.BAD_REQUEST, "invalid_header");
            add(codes, HttpStatus.PRECONDITION_FAILED, ErrorCode.VERSION_CONFLICT.wireName());
        }
        Refuses refuses = kind.handler().getMethodAnnotation(Refuses.class);
        if (refuses != null) {
            for (ErrorCode code : refuses.value()) {
                add(codes, ProblemStatus.of(code), code.wireName());
            }
        }
        return codes;
    }

    private static void add(Map<HttpStatus, List<String>> codes, HttpStatus status, String code) {
        codes.computeIfAbsent(status, unused -> new ArrayList<>()).add("`" + code + "`");
    }

    private static ApiResponse problem(HttpStatus status, String codes) {
        ApiResponse response = new ApiResponse()
                .description(status.getReasonPhrase() + ": " + codes)
                .content(new Content()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                new MediaType().schema(new JsonSchema().$ref("#/components/schemas/Problem"))));
        response.addHeaderObject("X-Correlation-Id", SharedHeaders.correlation());
        if (status == HttpStatus.SERVICE_UNAVAILABLE || status == HttpStatus.CONFLICT) {
            response.addHeaderObject("Retry-After", SharedHeaders.retryAfter());
        }
        return response;
    }
}
