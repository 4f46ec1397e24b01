package io.landlord.server.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.links.Link;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Objects;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells what can be done next with what an answer names. */
@Component
@Order(10)
final class Links implements GlobalOpenApiCustomizer {

    /** From an answer's field to the operations that take its value as a parameter. */
    private record Step(String from, String status, String field, String parameter, List<String> to) {}

    private static final List<String> EXECUTION = List.of(
            "getExecution",
            "getExecutionHistory",
            "streamExecutionEvents",
            "pauseExecution",
            "resumeExecution",
            "moveExecution",
            "signalExecution",
            "stopExecution");
    private static final List<String> TENANT =
            List.of("getTenant", "getTenantHistory", "getTenantCredentials", "applyTenant", "deleteTenant");

    private static final List<Step> STEPS = List.of(
            new Step(
                    "createWorkflow",
                    "201",
                    "id",
                    "id",
                    List.of("getWorkflow", "listWorkflowVersions", "startExecution", "deleteWorkflow")),
            new Step("startExecution", "202", "id", "id", EXECUTION),
            new Step("runDefinition", "202", "id", "id", EXECUTION),
            new Step("createTenant", "202", "id", "id", List.of("getOperation")),
            new Step("createTenant", "202", "tenant", "name", TENANT),
            new Step("applyTenant", "202", "id", "id", List.of("getOperation")),
            new Step("applyTenant", "202", "tenant", "name", TENANT),
            new Step("deleteTenant", "202", "id", "id", List.of("getOperation")),
            new Step("putPlan", "201", "name", "name", List.of("getPlan", "putPlan", "deletePlan")),
            new Step(
                    "putTemplate",
                    "201",
                    "name",
                    "name",
                    List.of("getTemplate", "listTemplateVersions", "putTemplate", "deleteTemplate")));

    @Override
    public void customise(OpenAPI document) {
        STEPS.forEach(step -> document.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream)
                .filter(operation -> step.from().equals(operation.getOperationId()))
                .forEach(operation -> add(operation, step)));
    }

    private static void add(Operation operation, Step step) {
        ApiResponse answer = Objects.requireNonNull(operation.getResponses().get(step.status()), step::toString);
        step.to()
                .forEach(next -> answer.link(
                        next,
                        new Link().operationId(next).parameters(step.parameter(), "$response.body#/" + step.field())));
    }
}
