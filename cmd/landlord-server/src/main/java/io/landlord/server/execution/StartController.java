package io.landlord.server.execution;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.server.http.DefinitionText;
import io.landlord.server.http.ReceivedBody;
import io.landlord.server.observability.Correlation;
import io.landlord.server.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Starts executions: of deployed workflows, and of definitions that come along. */
@RestController
@Tag(name = "executions")
final class StartController {
    private static final int HASH_CHARACTERS = 12;

    private final WorkflowManager facade;

    StartController(WorkflowManager facade) {
        this.facade = facade;
    }

    @Refuses({ErrorCode.WORKFLOW_NOT_FOUND, ErrorCode.EXECUTION_CONFLICT})
    @PostMapping("/v1/workflows/{id}/executions")
    @Operation(
            operationId = "startExecution",
            summary = "Start an execution of a workflow",
            description = "Without a body, with an empty input and a name made up.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = StartRequest.class)))
    @ApiResponse(responseCode = "202", description = "Started, or started before", useReturnTypeSchema = true)
    ResponseEntity<ExecutionViews.Started> start(
            @PathVariable String id, @RequestBody(required = false) @Nullable ReceivedBody body) {
        StartRequest request = body == null ? StartRequest.EMPTY : body.as(StartRequest.class);
        ExecutionInput input = input(request.name(), request.input(), request.tags());
        return Started.answer(placed(body, () -> facade.startExecution(id, input)));
    }

    @Refuses({ErrorCode.PROVIDER_NOT_FOUND, ErrorCode.EXECUTION_CONFLICT})
    @PostMapping("/v1/executions")
    @Operation(
            operationId = "runDefinition",
            summary = "Run a definition",
            description = "Deploys the definition under a name made from its content, and starts it.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = RunRequest.class)))
    @ApiResponse(responseCode = "202", description = "Started, or started before", useReturnTypeSchema = true)
    ResponseEntity<ExecutionViews.Started> run(@RequestBody ReceivedBody body) {
        RunRequest request = body.as(RunRequest.class);
        DefinitionText definition = request.definition();
        WorkflowSpec spec =
                WorkflowSpec.of(nameOf(definition.text()), definition.text()).withProviderType(request.provider());
        CreateWorkflowResult deployed = body.placing(StartController::ofDefinition, () -> facade.createWorkflow(spec));
        ExecutionInput input = input(request.name(), request.input(), request.tags());
        return Started.answer(
                placed(body, () -> facade.on(deployed.provider()).startExecution(deployed.workflowId(), input)));
    }

    private static <T> T placed(@Nullable ReceivedBody body, Supplier<T> start) {
        return body == null ? start.get() : body.placing(StartController::renamed, start);
    }

    private static Diagnostic renamed(Diagnostic diagnostic) {
        return diagnostic.pointer().equals("/executionName") ? ReceivedBody.at("/name", diagnostic) : diagnostic;
    }

    /** The rest of the spec was made up here, so that nothing else can be wrong with it. */
    private static Diagnostic ofDefinition(Diagnostic diagnostic) {
        return ReceivedBody.at(
                diagnostic.line() > 0 ? "/definition" + diagnostic.pointer() : "/definition", diagnostic);
    }

    private static ExecutionInput input(
            @Nullable String name, @Nullable JsonNode input, @Nullable Map<String, String> tags) {
        Map<String, String> all = new HashMap<>(tags == null ? Map.of() : tags);
        all.put(ExecutionInput.CORRELATION_TAG, Correlation.current());
        return new ExecutionInput(name, input == null ? JsonNodeFactory.instance.objectNode() : input, all);
    }

    private static String nameOf(String definition) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8));
            return "once-" + HexFormat.of().formatHex(hash).substring(0, HASH_CHARACTERS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
