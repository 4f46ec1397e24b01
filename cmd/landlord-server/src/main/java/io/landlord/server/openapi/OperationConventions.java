package io.landlord.server.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Adds to every operation what all of its kind share: headers, media types, the answers of refused requests. */
@Component
final class OperationConventions implements GlobalOperationCustomizer {
    private static final String YAML = "application/yaml";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Kind kind = Kind.of(handler, operation.getRequestBody() != null);
        ParameterDescriptions.complete(operation, kind);
        SharedHeaders.request(kind).forEach(header -> addParameter(operation, header));
        if (kind.body() && operation.getRequestBody() != null) {
            takeYaml(operation.getRequestBody().getContent());
        }
        ApiResponses responses = operation.getResponses();
        if (kind.versioned() && kind.method() == RequestMethod.GET) {
            responses.addApiResponse("304", new ApiResponse().description("It is what the caller knows already"));
        }
        responses.forEach((status, response) -> complete(status, response, kind));
        Refusals.add(responses, kind);
        sort(operation);
        return operation;
    }

    /** What the conventions depend on. */
    record Kind(RequestMethod method, boolean body, boolean versioned, boolean waits, HandlerMethod handler) {
        static Kind of(HandlerMethod handler, boolean body) {
            RequestMapping mapping =
                    AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
            RequestMethod method =
                    mapping == null || mapping.method().length == 0 ? RequestMethod.GET : mapping.method()[0];
            return new Kind(
                    method,
                    body,
                    handler.hasMethodAnnotation(Versioned.class),
                    handler.hasMethodAnnotation(Waits.class),
                    handler);
        }

        boolean changes() {
            return method == RequestMethod.PUT || method == RequestMethod.DELETE;
        }
    }

    private static void addParameter(Operation operation, Parameter header) {
        if (operation.getParameters() == null
                || operation.getParameters().stream()
                        .noneMatch(known -> known.getName().equals(header.getName()))) {
            operation.addParametersItem(header);
        }
    }

    /** Bodies are read by one reader, for which JSON is YAML too. */
    private static void takeYaml(Content content) {
        MediaType json = content.get("application/json");
        if (json != null) {
            content.addMediaType(YAML, new MediaType().schema(json.getSchema()));
        }
    }

    private static void complete(String status, ApiResponse response, Kind kind) {
        SharedHeaders.response(status, kind).forEach((name, header) -> addHeader(response, name, header));
    }

    private static void addHeader(ApiResponse response, String name, Header header) {
        Map<String, Header> known = response.getHeaders();
        if (known == null || !known.containsKey(name)) {
            response.addHeaderObject(name, header);
        }
    }

    private static void sort(Operation operation) {
        ApiResponses sorted = new ApiResponses();
        operation.getResponses().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(answer -> sorted.addApiResponse(answer.getKey(), answer.getValue()));
        operation.setResponses(sorted);
    }
}
