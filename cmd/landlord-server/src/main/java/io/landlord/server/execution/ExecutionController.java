package io.landlord.server.execution;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.server.http.Cursor;
import io.landlord.server.http.Page;
import io.landlord.server.http.Parameters;
import io.landlord.server.http.PreferredWait;
import io.landlord.server.http.ReceivedBody;
import io.landlord.server.http.Refusal;
import io.landlord.server.openapi.Refuses;
import io.landlord.server.openapi.Waits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells of executions, live where that is asked for, and stops, pauses, resumes, moves and signals them. */
@RestController
@RequestMapping("/v1/executions")
@Tag(name = "executions", description = "Runs of workflows")
final class ExecutionController {
    private static final String TAG = "tag";

    private final WorkflowManager facade;
    private final WorkflowCatalog catalog;
    private final FacadeSettings settings;
    private final PreferredWait waits;
    private final EventStreams streams;
    private final EngineLinks links;

    ExecutionController(
            WorkflowManager facade,
            WorkflowCatalog catalog,
            FacadeSettings settings,
            PreferredWait waits,
            EventStreams streams,
            EngineLinks links) {
        this.facade = facade;
        this.catalog = catalog;
        this.settings = settings;
        this.waits = waits;
        this.streams = streams;
        this.links = links;
    }

    @Refuses({ErrorCode.PROVIDER_NOT_FOUND, ErrorCode.CAPABILITY_UNSUPPORTED})
    @GetMapping
    @Operation(
            operationId = "listExecutions",
            summary = "List executions, newest first",
            description = "Of the provider that is named, else of the workflow's, else of the default one.")
    @Parameter(name = TAG, in = ParameterIn.QUERY, array = @ArraySchema(schema = @Schema(type = "string")))
    Page<ExecutionViews.Summary> list(
            @RequestParam(required = false) @Nullable String workflow,
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "pending",
                                                "running",
                                                "paused",
                                                "succeeded",
                                                "failed",
                                                "timed_out",
                                                "cancelled"
                                            }))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @Parameter(description = "Started at this time or later", schema = @Schema(format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable
                    String startedAfter,
            @Parameter(description = "Started before this time", schema = @Schema(format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable
                    String startedBefore,
            @RequestParam(required = false) @Nullable String workflowVersion,
            @RequestParam(required = false) @Nullable String tenant,
            @RequestParam(required = false) @Nullable String provider,
            @RequestParam(defaultValue = Parameters.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        // Not bound as a parameter: a single value would be parted at its commas.
        String[] tags = request.getParameterValues(TAG);
        ListsExecutions.Query query = new ListsExecutions.Query(
                workflow,
                Parameters.constant(ExecutionState.class, "state", state),
                Parameters.time("startedAfter", startedAfter),
                Parameters.time("startedBefore", startedBefore),
                workflowVersion,
                tags(tenant, tags == null ? List.of() : List.of(tags)),
                Parameters.limit(limit),
                Cursor.place(cursor));
        ListsExecutions.Page page = (provider == null ? facade : facade.on(provider)).listExecutions(query);
        return new Page<>(
                page.executions().stream().map(ExecutionViews.Summary::of).toList(), Cursor.of(page.next()));
    }

    @Waits
    @Refuses({ErrorCode.EXECUTION_NOT_FOUND})
    @GetMapping("/{id}")
    @Operation(
            operationId = "getExecution",
            summary = "Get an execution",
            description = "With `Prefer: wait=N` the answer comes when the execution has ended, or after N seconds.")
    ResponseEntity<ExecutionViews.Described> get(
            @PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        ExecutionStatus status = waits.await(
                request,
                response,
                () -> facade.getExecutionStatus(id),
                known -> known.state().isFinal());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (!status.state().isFinal()) {
            answer = answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(described(status));
    }

    @Refuses({ErrorCode.EXECUTION_NOT_FOUND})
    @GetMapping("/{id}/history")
    @Operation(operationId = "getExecutionHistory", summary = "Get what an execution did, task by task")
    Page<ExecutionViews.Event> history(@PathVariable String id) {
        return Page.whole(facade.getExecutionStatus(id).history().stream()
                .map(ExecutionViews.Event::of)
                .toList());
    }

    @Refuses({ErrorCode.EXECUTION_NOT_FOUND})
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "streamExecutionEvents",
            summary = "Follow an execution live",
            description = "Server-sent events: the history so far, then each event as it happens; `id` is its sequence,"
                    + " `event` its type, `data` the same object as in the history. The stream ends with the execution."
                    + " `Last-Event-ID` resumes after an event.")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content =
                    @io.swagger.v3.oas.annotations.media.Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(type = "string")))
    void events(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response)
            throws IOException {
        streams.stream(id, lastEventId, response);
    }

    @Refuses({ErrorCode.EXECUTION_NOT_FOUND})
    @PostMapping("/{id}/stop")
    @Operation(
            operationId = "stopExecution",
            summary = "Stop an execution",
            description = "What is open is abandoned, compensation runs, and the execution ends as `cancelled`.")
    @ApiResponse(responseCode = "202", description = "Being stopped, or ended already", useReturnTypeSchema = true)
    ResponseEntity<ExecutionViews.Described> stop(
            @PathVariable String id, @RequestBody(required = false) @Nullable StopRequest request) {
        String reason = request == null || request.reason() == null ? "stopped over HTTP" : request.reason();
        facade.stopExecution(id, reason);
        return accepted(id);
    }

    @Refuses({ErrorCode.EXECUTION_NOT_FOUND})
    @PostMapping("/{id}/cancel")
    @Operation(
            operationId = "cancelExecution",
            summary = "Stop an execution, by another name",
            description = "The same as `stop`.")
    @ApiResponse(responseCode = "202", description = "Being stopped, or ended already", useReturnTypeSchema = true)
    ResponseEntity<ExecutionViews.Described> cancel(
            @PathVariable String id, @RequestBody(required = false) @Nullable StopRequest request) {
        return stop(id, request);
    }

    @Refuses({ErrorCode.EXECUTION_NOT_FOUND, ErrorCode.EXECUTION_CONFLICT, ErrorCode.CAPABILITY_UNSUPPORTED})
    @PostMapping("/{id}/pause")
    @Operation(operationId = "pauseExecution", summary = "Pause an execution")
    @ApiResponse(responseCode = "202", description = "Being paused", useReturnTypeSchema = true)
    ResponseEntity<ExecutionViews.Described> pause(@PathVariable String id) {
        facade.pauseExecution(id);
        return accepted(id);
    }

    @Refuses({ErrorCode.EXECUTION_NOT_FOUND, ErrorCode.EXECUTION_CONFLICT, ErrorCode.CAPABILITY_UNSUPPORTED})
    @PostMapping("/{id}/resume")
    @Operation(operationId = "resumeExecution", summary = "Let a paused execution go on")
    @ApiResponse(responseCode = "202", description = "Going on", useReturnTypeSchema = true)
    ResponseEntity<ExecutionViews.Described> resume(@PathVariable String id) {
        facade.resumeExecution(id);
        return accepted(id);
    }

    @Refuses({
        ErrorCode.EXECUTION_NOT_FOUND,
        ErrorCode.WORKFLOW_NOT_FOUND,
        ErrorCode.EXECUTION_CONFLICT,
        ErrorCode.CAPABILITY_UNSUPPORTED
    })
    @PostMapping("/{id}/move")
    @Operation(
            operationId = "moveExecution",
            summary = "Move an execution to another version",
            description =
                    "Has a running execution go on with another version of its workflow, to mend what it has not come to"
                            + " yet. It is moved when that version would have done the same up to now; else the refusal,"
                            + " `execution_conflict`, says where it would not. What is open stays open. A version that the"
                            + " workflow does not have is `workflow_not_found`; the one that runs already changes nothing.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @io.swagger.v3.oas.annotations.media.Content(schema = @Schema(implementation = MoveRequest.class)))
    @ApiResponse(responseCode = "200", description = "Moved", useReturnTypeSchema = true)
    ExecutionViews.Described move(@PathVariable String id, @RequestBody ReceivedBody body) {
        String version = body.as(MoveRequest.class).version();
        facade.moveExecution(id, version == null ? "" : version);
        return described(facade.getExecutionStatus(id));
    }

    @Refuses({ErrorCode.EXECUTION_NOT_FOUND, ErrorCode.EXECUTION_CONFLICT, ErrorCode.CAPABILITY_UNSUPPORTED})
    @PostMapping("/{id}/signals")
    @Operation(
            operationId = "signalExecution",
            summary = "Send a signal to an execution",
            description =
                    "A signal is an event for one execution alone: a `listen` that asks for its name as the event's"
                            + " `type` hears it, also one that is reached later. One that no `listen` asks for has no effect."
                            + " `POST /v1/events` reaches all executions.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @io.swagger.v3.oas.annotations.media.Content(
                            schema = @Schema(implementation = SignalRequest.class)))
    @ApiResponse(responseCode = "202", description = "Recorded", useReturnTypeSchema = true)
    ResponseEntity<ExecutionViews.Described> signal(@PathVariable String id, @RequestBody ReceivedBody body) {
        SignalRequest request = body.as(SignalRequest.class);
        boolean ignored = body.placing(SignalRequest::inBody, () -> {
            request.send(facade, id);
            return true;
        });
        return accepted(id);
    }

    private ResponseEntity<ExecutionViews.Described> accepted(String id) {
        return ResponseEntity.accepted().location(Started.location(id)).body(described(facade.getExecutionStatus(id)));
    }

    private ExecutionViews.Described described(ExecutionStatus status) {
        Set<String> owners = catalog.executionOwners(status.executionId());
        String provider = owners.isEmpty()
                ? settings.defaultProvider()
                : owners.iterator().next();
        return ExecutionViews.Described.of(status, provider, links.of(provider, status.executionId()));
    }

    private static Map<String, String> tags(@Nullable String tenant, List<String> given) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String tag : given) {
            int equals = tag.indexOf('=');
            if (equals < 1) {
                throw Refusal.badRequest(
                        "invalid_parameter", "the parameter 'tag' must be a tag and its value, like tag=team=payments");
            }
            tags.put(tag.substring(0, equals), tag.substring(equals + 1));
        }
        if (tenant != null) {
            tags.put(ExecutionInput.TENANT_TAG, tenant);
        }
        return tags;
    }
}
