package io.landlord.server.workflow;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.core.catalog.DeployedWorkflow;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.server.http.Cursor;
import io.landlord.server.http.Page;
import io.landlord.server.http.Parameters;
import io.landlord.server.http.ReceivedBody;
import io.landlord.server.openapi.Refuses;
import io.landlord.server.openapi.Versioned;
import io.landlord.server.openapi.WorkflowDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Deploys workflows and tells of them. */
@RestController
@RequestMapping("/v1/workflows")
@Tag(name = "workflows", description = "Definitions that can be executed many times")
final class WorkflowController {
    private final WorkflowManager facade;

    WorkflowController(WorkflowManager facade) {
        this.facade = facade;
    }

    @Refuses({ErrorCode.PROVIDER_NOT_FOUND, ErrorCode.WORKFLOW_CONFLICT})
    @PostMapping
    @Operation(
            operationId = "createWorkflow",
            summary = "Deploy a workflow",
            description =
                    "The body is a request with the document in it, or the document itself, in YAML or JSON. The same"
                            + " content deployed again is the same version; other content is the next version.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(anyOf = {WorkflowRequest.class, WorkflowDocument.class})))
    @ApiResponse(
            responseCode = "201",
            description = "Deployed",
            content = @Content(schema = @Schema(implementation = WorkflowViews.Deployed.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Nothing changed, or only checked (`dryRun`)",
            content = @Content(schema = @Schema(oneOf = {WorkflowViews.Deployed.class, WorkflowViews.Checked.class})))
    ResponseEntity<Object> create(
            @Parameter(description = "The workflow's id, where the body is the bare document; its name unless given")
                    @RequestParam(required = false)
                    @Nullable
                    String id,
            @Parameter(
                            description = "The provider it is deployed on or checked for, unless the request says it;"
                                    + " the one that has it, else the default, unless given")
                    @RequestParam(required = false)
                    @Nullable
                    String provider,
            @Parameter(description = "Only check, and answer with what was found") @RequestParam(defaultValue = "false")
                    boolean dryRun,
            @RequestBody ReceivedBody body) {
        ReceivedWorkflow received = ReceivedWorkflow.of(body, id, provider);
        if (dryRun) {
            return ResponseEntity.ok(WorkflowViews.Checked.of(received.placed(facade.validate(received.spec()))));
        }
        CreateWorkflowResult result = received.placing(() -> facade.createWorkflow(received.spec()));
        WorkflowViews.Deployed deployed = WorkflowViews.Deployed.of(result);
        return result.created()
                ? ResponseEntity.created(URI.create("/v1/workflows/" + result.workflowId()))
                        .body(deployed)
                : ResponseEntity.ok(deployed);
    }

    @GetMapping
    @Operation(operationId = "listWorkflows", summary = "List workflows")
    Page<WorkflowViews.Summary> list(
            @RequestParam(defaultValue = Parameters.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        List<DeployedWorkflow> workflows = facade.catalogued(Parameters.limit(limit), Cursor.place(cursor));
        String last = workflows.size() < limit ? null : workflows.getLast().workflowId();
        boolean more = last != null && !facade.catalogued(1, last).isEmpty();
        return new Page<>(workflows.stream().map(WorkflowViews.Summary::of).toList(), more ? Cursor.of(last) : null);
    }

    @Versioned
    @Refuses({ErrorCode.WORKFLOW_NOT_FOUND})
    @GetMapping("/{id}")
    @Operation(operationId = "getWorkflow", summary = "Get a workflow")
    ResponseEntity<WorkflowViews.Described> get(@PathVariable String id) {
        DeployedWorkflow workflow = facade.describeWorkflow(id);
        return ResponseEntity.ok().eTag(workflow.contentHash()).body(WorkflowViews.Described.of(workflow));
    }

    @Refuses({ErrorCode.WORKFLOW_NOT_FOUND, ErrorCode.WORKFLOW_CONFLICT})
    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteWorkflow", summary = "Delete a workflow with its versions")
    @ApiResponse(responseCode = "204", description = "Deleted")
    ResponseEntity<Void> delete(@PathVariable String id) {
        facade.deleteWorkflow(id);
        return ResponseEntity.noContent().build();
    }

    @Refuses({ErrorCode.WORKFLOW_NOT_FOUND})
    @GetMapping("/{id}/versions")
    @Operation(operationId = "listWorkflowVersions", summary = "List the versions of a workflow")
    Page<WorkflowViews.Version> versions(@PathVariable String id) {
        return Page.whole(
                facade.listVersions(id).stream().map(WorkflowViews.Version::of).toList());
    }
}
