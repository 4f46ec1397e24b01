package io.landlord.server.event;

import io.landlord.api.error.ErrorCode;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.server.http.BodyReader;
import io.landlord.server.openapi.Refuses;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes events for the executions that listen for them. */
@RestController
@Tag(name = "events", description = "What happened elsewhere, for the executions that listen for it")
final class EventController {
    private final WorkflowManager facade;
    private final BodyReader bodies;

    EventController(WorkflowManager facade, BodyReader bodies) {
        this.facade = facade;
        this.bodies = bodies;
    }

    @Refuses({ErrorCode.CAPABILITY_UNSUPPORTED})
    @PostMapping("/v1/events")
    @Operation(
            operationId = "publishEvent",
            summary = "Publish an event",
            description =
                    "A CloudEvent 1.0 for every execution that runs and has a `listen` it could meet, reached already or"
                            + " not. The same event, by `source` and `id`, has no effect the second time. Structured mode: the whole"
                            + " event is the body, as `application/cloudevents+json`, as JSON or as YAML. Binary mode: with the header"
                            + " `ce-specversion: 1.0` the attributes are headers such as `ce-id`, `ce-source` and `ce-type`,"
                            + " percent-encoded, `Content-Type` is that of the data, and the body is the data alone, if there is any."
                            + " Batches are not taken.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = "application/cloudevents+json",
                                        schema = @Schema(implementation = CloudEventBody.class)),
                                @Content(
                                        mediaType = "application/json",
                                        schema = @Schema(implementation = CloudEventBody.class))
                            }))
    @ApiResponse(responseCode = "204", description = "Recorded for every execution that it concerns")
    ResponseEntity<Void> publish(HttpServletRequest request) throws IOException {
        new ReceivedEvent(request, bodies).publish(facade);
        return ResponseEntity.noContent().build();
    }
}
