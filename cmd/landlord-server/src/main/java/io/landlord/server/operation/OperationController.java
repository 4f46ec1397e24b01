package io.landlord.server.operation;

import io.landlord.api.error.ErrorCode;
import io.landlord.control.operation.Operations;
import io.landlord.server.http.Page;
import io.landlord.server.http.Parameters;
import io.landlord.server.http.PreferredWait;
import io.landlord.server.openapi.Refuses;
import io.landlord.server.openapi.Waits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells how far the changes of tenants have come. */
@RestController
@RequestMapping("/v1/operations")
@Tag(name = "operations", description = "Changes of tenants, under way and ended")
final class OperationController {
    private final Operations operations;
    private final PreferredWait waits;

    OperationController(Operations operations, PreferredWait waits) {
        this.operations = operations;
        this.waits = waits;
    }

    @GetMapping
    @Operation(operationId = "listOperations", summary = "List operations, newest first")
    Page<OperationView> list(
            @Parameter(description = "Only those of this tenant") @RequestParam(required = false) @Nullable
                    String tenant,
            @Parameter(schema = @Schema(allowableValues = {"pending", "running", "succeeded", "failed", "superseded"}))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(defaultValue = Parameters.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.of(
                operations.list(new Operations.Query(
                        tenant,
                        Parameters.constant(io.landlord.control.operation.Operation.State.class, "state", state),
                        Parameters.limit(limit),
                        cursor)),
                OperationView::of);
    }

    @Waits
    @Refuses({ErrorCode.OPERATION_NOT_FOUND})
    @GetMapping("/{id}")
    @Operation(
            operationId = "getOperation",
            summary = "Get an operation",
            description = "With `Prefer: wait=N` the answer comes when the operation has ended, or after N seconds.")
    ResponseEntity<OperationView> get(
            @PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        var operation = waits.await(
                request,
                response,
                () -> operations.get(id),
                known -> known.state().isFinal());
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (!operation.state().isFinal()) {
            answer = answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(OperationView.of(operation));
    }
}
