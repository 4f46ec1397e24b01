package io.landlord.server.plan;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.plan.Plan;
import io.landlord.control.plan.Plans;
import io.landlord.server.http.Page;
import io.landlord.server.http.Parameters;
import io.landlord.server.http.ReceivedBody;
import io.landlord.server.http.Versions;
import io.landlord.server.openapi.Refuses;
import io.landlord.server.openapi.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Keeps plans: the limits of the tiers that tenants are in. */
@RestController
@RequestMapping("/v1/plans")
@Tag(name = "plans", description = "The limits of the tiers that tenants are in")
final class PlanController {
    private final Plans plans;

    PlanController(Plans plans) {
        this.plans = plans;
    }

    /** A plan as it is handed in. */
    @Schema(
            name = "PlanRequest",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
            description = "The limits of a tier")
    record PlanRequest(
            @Schema(description = "For people", example = "For trials")
            @Size(max = 10_000, message = "the description has more than 10000 characters")
            @Nullable
            String description,

            @Schema(
                    description =
                            "`connections` (1 to 10000) and `statementTimeout` (ISO 8601) are checked, more is free",
                    implementation = KnownLimits.class)
            @NotNull(message = "the limits are missing")
            ObjectNode limits) {}

    /** The limits whose meaning is known. Only described; any more may stand beside them. */
    @Schema(
            name = "Limits",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
            description = "What tenants of a plan may use; free limits may stand beside those known")
    record KnownLimits(
            @Schema(description = "Connections at once", minimum = "1", maximum = "10000", example = "10") @Nullable
            Integer connections,

            @Schema(description = "How long a statement may take, at most a day", example = "PT15S") @Nullable
            Duration statementTimeout) {}

    /** A plan as it is told. */
    @Schema(name = "Plan", description = "The limits of a tier")
    record PlanView(
            String name,
            String description,
            @Schema(implementation = KnownLimits.class) ObjectNode limits,
            Instant createdAt,
            Instant updatedAt) {

        static PlanView of(Plan plan) {
            return new PlanView(plan.name(), plan.description(), plan.limits(), plan.createdAt(), plan.updatedAt());
        }
    }

    @GetMapping
    @Operation(operationId = "listPlans", summary = "List plans")
    Page<PlanView> list(
            @RequestParam(defaultValue = Parameters.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.of(plans.list(Parameters.limit(limit), cursor), PlanView::of);
    }

    @Versioned
    @Refuses({ErrorCode.PLAN_NOT_FOUND})
    @GetMapping("/{name}")
    @Operation(operationId = "getPlan", summary = "Get a plan")
    ResponseEntity<PlanView> get(@PathVariable String name) {
        Plan plan = plans.get(name);
        return ResponseEntity.ok().eTag(Versions.tag(plan.version())).body(PlanView.of(plan));
    }

    @Versioned
    @PutMapping("/{name}")
    @Operation(
            operationId = "putPlan",
            summary = "Make a plan or replace it",
            description = "Tenants get changed limits when they are next applied.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = PlanRequest.class)))
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "Replaced, or unchanged", useReturnTypeSchema = true)
    ResponseEntity<PlanView> put(
            @PathVariable String name, @RequestBody ReceivedBody body, HttpServletRequest request) {
        PlanRequest wanted = body.as(PlanRequest.class);
        String description = wanted.description() == null ? "" : wanted.description();
        Long version = Versions.demanded(request, () -> version(name));
        Plans.PutResult result = body.placing(() -> plans.put(name, description, wanted.limits(), version));
        ResponseEntity.BodyBuilder answer =
                result.created() ? ResponseEntity.created(URI.create("/v1/plans/" + name)) : ResponseEntity.ok();
        return answer.eTag(Versions.tag(result.plan().version())).body(PlanView.of(result.plan()));
    }

    @Versioned
    @Refuses({ErrorCode.PLAN_NOT_FOUND, ErrorCode.PLAN_CONFLICT})
    @DeleteMapping("/{name}")
    @Operation(operationId = "deletePlan", summary = "Delete a plan that no tenant uses")
    @ApiResponse(responseCode = "204", description = "Deleted")
    ResponseEntity<Void> delete(@PathVariable String name, HttpServletRequest request) {
        plans.delete(name, Versions.demanded(request, () -> version(name)));
        return ResponseEntity.noContent().build();
    }

    private OptionalLong version(String name) {
        try {
            return OptionalLong.of(plans.get(name).version());
        } catch (LandlordException failure) {
            if (failure.code() == ErrorCode.PLAN_NOT_FOUND) {
                return OptionalLong.empty();
            }
            throw failure;
        }
    }
}
