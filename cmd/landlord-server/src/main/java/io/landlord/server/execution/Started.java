package io.landlord.server.execution;

import io.landlord.api.execution.ExecutionResult;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ResponseEntity;

/** The answer to a start. */
final class Started {

    private Started() {}

    static ResponseEntity<ExecutionViews.Started> answer(ExecutionResult result) {
        return ResponseEntity.accepted()
                .location(location(result.executionId()))
                .body(ExecutionViews.Started.of(result));
    }

    static URI location(String executionId) {
        // A colon may stand in a path as it is.
        return URI.create("/v1/executions/"
                + URLEncoder.encode(executionId, StandardCharsets.UTF_8).replace("%3A", ":"));
    }
}
