package io.landlord.server.http;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The body of every answer that is no success: RFC 9457's problem details, with Landlord's own members.
 *
 * @param type the URI of the kind of problem, {@code urn:landlord:problem:tenant_not_found}
 * @param title the kind of problem in words
 * @param status the answer's status
 * @param detail what happened this time and what to do
 * @param instance the path that was asked for
 * @param code the stable name of the kind of problem, to branch on
 * @param correlationId the id that finds this request in the logs
 * @param errors the single mistakes of what was sent; empty when they have no place
 */
@Schema(description = "What went wrong and what to do (RFC 9457)")
public record Problem(
        @Schema(example = "urn:landlord:problem:tenant_not_found")
        String type,

        @Schema(example = "Not Found") String title,
        @Schema(example = "404") int status,
        @Schema(example = "there is no tenant 'acme'") String detail,
        @Schema(example = "/v1/tenants/acme") String instance,
        @Schema(example = "tenant_not_found") String code,
        String correlationId,
        List<ProblemError> errors) {
    /** The media type of a problem. */
    public static final String MEDIA_TYPE = "application/problem+json";

    static final String TYPE_PREFIX = "urn:landlord:problem:";

    public Problem {
        errors = List.copyOf(errors);
    }
}
