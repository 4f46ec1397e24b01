package io.landlord.server.operation;

import io.landlord.control.operation.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** One change of a tenant, as it is told. */
@Schema(name = "Operation", description = "One change of a tenant")
public record OperationView(
        String id,
        String tenant,

        @Schema(allowableValues = {"create", "update", "delete"})
        String kind,

        @Schema(allowableValues = {"pending", "running", "succeeded", "failed", "superseded"})
        String state,

        @Schema(description = "Which attempt runs or ran, from 1; 0 before the first")
        int attempt,

        @Nullable String provider,
        @Nullable String workflowId,

        @Schema(description = "The execution of the newest attempt") @Nullable
        String executionId,

        @Nullable ReasonView error,
        String correlationId,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    static OperationView of(Operation operation) {
        return new OperationView(
                operation.id(),
                operation.tenant(),
                operation.kind().wireName(),
                operation.state().wireName(),
                operation.attempt(),
                operation.provider(),
                operation.workflowId(),
                operation.executionId(),
                ReasonView.of(operation.error()),
                operation.correlationId(),
                operation.createdAt(),
                operation.startedAt(),
                operation.endedAt());
    }

    /** The answer to a request that an operation carries out: where to look, and when. */
    public static ResponseEntity<Object> accepted(Operation operation) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.accepted().location(URI.create("/v1/operations/" + operation.id()));
        if (!operation.state().isFinal()) {
            answer = answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(of(operation));
    }
}
