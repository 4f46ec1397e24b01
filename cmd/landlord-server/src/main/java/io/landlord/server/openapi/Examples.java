package io.landlord.server.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Puts the examples where they belong: to the parameters, the bodies and the answers of their operations. */
@Component
@Order(20)
final class Examples implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        Map<String, Operation> operations = document.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream)
                .collect(Collectors.toMap(Operation::getOperationId, Function.identity()));
        for (ExampleStep step : ExampleStep.all()) {
            Operation operation = operations.get(step.operation());
            if (operation == null) {
                throw new IllegalStateException("there is an example of an unknown operation: " + step.operation());
            }
            add(step, operation);
        }
    }

    private static void add(ExampleStep step, Operation operation) {
        addToParameters(step, operation);
        if (step.mediaType() != null) {
            add(step, step.body(), operation.getRequestBody().getContent().get(step.mediaType()));
        }
        ApiResponse response = operation.getResponses().get(Integer.toString(step.status()));
        Content content = response == null ? null : response.getContent();
        if (content != null && step.answer() != null) {
            add(step, step.answer(), content.values().iterator().next());
        }
    }

    private static void addToParameters(ExampleStep step, Operation operation) {
        for (Parameter parameter :
                Optional.ofNullable(operation.getParameters()).orElse(List.of())) {
            String value = given(step, parameter);
            if (value != null && parameter.getExample() == null) {
                parameter.setExample(value.matches("[0-9]{1,9}") ? Integer.valueOf(value) : value);
            }
        }
    }

    private static @Nullable String given(ExampleStep step, Parameter parameter) {
        return switch (parameter.getIn()) {
            case "path" -> step.path().get(parameter.getName());
            case "query" -> step.query().get(parameter.getName());
            default -> step.headers().get(parameter.getName());
        };
    }

    private static void add(ExampleStep step, @Nullable JsonNode value, @Nullable MediaType place) {
        if (value == null || place == null) {
            throw new IllegalStateException(
                    "the example '" + step.name() + "' of " + step.operation() + " has no place");
        }
        Example example = new Example().value(value.isString() ? value.stringValue() : foreign(value));
        place.addExamples(step.name(), step.summary().isEmpty() ? example : example.summary(step.summary()));
    }

    /** In the library's own tree: in maps it leaves out what is null. */
    private static Object foreign(JsonNode value) {
        try {
            return Json31.mapper().readTree(value.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
