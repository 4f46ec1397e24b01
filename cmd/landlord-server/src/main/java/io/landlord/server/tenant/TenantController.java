package io.landlord.server.tenant;

import io.landlord.api.credential.CredentialReference;
import io.landlord.api.credential.CredentialStore;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.operation.Operation;
import io.landlord.control.tenant.Applied;
import io.landlord.control.tenant.Precondition;
import io.landlord.control.tenant.Tenant;
import io.landlord.control.tenant.TenantState;
import io.landlord.control.tenant.Tenants;
import io.landlord.server.http.Page;
import io.landlord.server.http.Parameters;
import io.landlord.server.http.PreferredWait;
import io.landlord.server.http.ReceivedBody;
import io.landlord.server.http.Versions;
import io.landlord.server.observability.Correlation;
import io.landlord.server.openapi.Refuses;
import io.landlord.server.openapi.Versioned;
import io.landlord.server.openapi.Waits;
import io.landlord.server.operation.OperationView;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes what is wanted of tenants, and tells how far that has come. */
@RestController
@RequestMapping("/v1/tenants")
@Tag(name = "tenants", description = "Customers, as desired state")
final class TenantController {
    private final Tenants tenants;
    private final CredentialStore credentials;
    private final PreferredWait waits;

    TenantController(Tenants tenants, CredentialStore credentials, PreferredWait waits) {
        this.tenants = tenants;
        this.credentials = credentials;
        this.waits = waits;
    }

    @GetMapping
    @io.swagger.v3.oas.annotations.Operation(
            operationId = "listTenants",
            summary = "List tenants by name",
            description = "Deleted ones only with `state=deleted`.")
    Page<TenantView> list(
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "requested",
                                                "provisioning",
                                                "ready",
                                                "failed",
                                                "deleting",
                                                "deleted"
                                            }))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(required = false) @Nullable String plan,
            @RequestParam(required = false) @Nullable String template,
            @RequestParam(defaultValue = Parameters.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        TenantState wanted = Parameters.constant(TenantState.class, "state", state);
        return Page.of(
                tenants.list(new Tenants.Query(wanted, plan, template, Parameters.limit(limit), cursor)),
                TenantView::of);
    }

    @Refuses({ErrorCode.PLAN_NOT_FOUND, ErrorCode.TEMPLATE_NOT_FOUND, ErrorCode.TENANT_CONFLICT})
    @PostMapping
    @io.swagger.v3.oas.annotations.Operation(
            operationId = "createTenant",
            summary = "Ask for a tenant that is not there",
            description = "Answers with the operation that makes it.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = TenantBodies.New.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Under way",
            content = @Content(schema = @Schema(implementation = OperationView.class)))
    ResponseEntity<Object> create(@RequestBody ReceivedBody body) {
        TenantBodies.New wanted = body.as(TenantBodies.New.class);
        return answer(body.placing(() -> tenants.create(wanted.request(), Correlation.current())));
    }

    @Versioned
    @Refuses({ErrorCode.PLAN_NOT_FOUND, ErrorCode.TEMPLATE_NOT_FOUND, ErrorCode.TENANT_CONFLICT})
    @PutMapping("/{name}")
    @io.swagger.v3.oas.annotations.Operation(
            operationId = "applyTenant",
            summary = "Say what is wanted of a tenant",
            description =
                    "Makes the tenant or changes it, and answers with the operation that does. Saying the same again"
                            + " gives the operation under way, or the tenant when nothing has to change. A tenant that failed is"
                            + " tried again.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = TenantBodies.Wanted.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Under way",
            content = @Content(schema = @Schema(implementation = OperationView.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Nothing had to change",
            content = @Content(schema = @Schema(implementation = TenantView.class)))
    ResponseEntity<Object> apply(
            @PathVariable String name,
            @RequestBody(required = false) @Nullable ReceivedBody body,
            HttpServletRequest request) {
        Precondition precondition = precondition(request, name);
        if (body == null) {
            return answer(tenants.apply(TenantBodies.Wanted.DEFAULTS.of(name), precondition, Correlation.current()));
        }
        TenantBodies.Wanted wanted = body.as(TenantBodies.Wanted.class);
        return answer(body.placing(() -> tenants.apply(wanted.of(name), precondition, Correlation.current())));
    }

    private static ResponseEntity<Object> answer(Applied applied) {
        Operation operation = applied.operation();
        return operation == null
                ? ResponseEntity.ok().eTag(tag(applied.tenant())).body(TenantView.of(applied.tenant()))
                : OperationView.accepted(operation);
    }

    @Versioned
    @Waits
    @Refuses({ErrorCode.TENANT_NOT_FOUND})
    @GetMapping("/{name}")
    @io.swagger.v3.oas.annotations.Operation(
            operationId = "getTenant",
            summary = "Get a tenant",
            description = "With `Prefer: wait=N` the answer comes when nothing is under way for it any more, or after N"
                    + " seconds.")
    ResponseEntity<TenantView> get(
            @PathVariable String name, HttpServletRequest request, HttpServletResponse response) {
        Tenant tenant = waits.await(request, response, () -> tenants.get(name), known -> isAtRest(known.state()));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok().eTag(tag(tenant));
        if (!isAtRest(tenant.state())) {
            answer = answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(TenantView.of(tenant));
    }

    private static boolean isAtRest(TenantState state) {
        return switch (state) {
            case REQUESTED, PROVISIONING, DELETING -> false;
            case READY, FAILED, DELETED -> true;
        };
    }

    @Refuses({ErrorCode.TENANT_NOT_FOUND})
    @GetMapping("/{name}/history")
    @io.swagger.v3.oas.annotations.Operation(
            operationId = "getTenantHistory",
            summary = "Get what happened to a tenant, oldest first")
    Page<TenantView.Event> history(@PathVariable String name) {
        return Page.whole(
                tenants.history(name).stream().map(TenantView.Event::of).toList());
    }

    @Refuses({ErrorCode.TENANT_NOT_FOUND})
    @GetMapping("/{name}/credentials")
    @io.swagger.v3.oas.annotations.Operation(
            operationId = "getTenantCredentials",
            summary = "Get what a tenant logs in with")
    ResponseEntity<Page<TenantView.LogIn>> credentials(@PathVariable String name) {
        Tenant tenant = tenants.get(name);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Page.whole(credentials.list(tenant.name()).stream()
                        .flatMap(this::logIn)
                        .toList()));
    }

    private Stream<TenantView.LogIn> logIn(CredentialReference reference) {
        return credentials.find(reference).map(found -> TenantView.LogIn.of(reference.name(), found)).stream();
    }

    @Versioned
    @Refuses({ErrorCode.TENANT_NOT_FOUND})
    @DeleteMapping("/{name}")
    @io.swagger.v3.oas.annotations.Operation(
            operationId = "deleteTenant",
            summary = "Ask for a tenant's removal",
            description =
                    "What is under way for it is stopped and undone first. Asking again gives the same operation.")
    @ApiResponse(
            responseCode = "202",
            description = "Under way, or done",
            content = @Content(schema = @Schema(implementation = OperationView.class)))
    ResponseEntity<Object> delete(@PathVariable String name, HttpServletRequest request) {
        return OperationView.accepted(tenants.delete(name, precondition(request, name), Correlation.current()));
    }

    private Precondition precondition(HttpServletRequest request, String name) {
        Long generation = Versions.demanded(request, () -> generation(name));
        if (generation == null) {
            return Precondition.none();
        }
        return generation == 0 ? Precondition.absent() : Precondition.generation(generation);
    }

    /** What is wanted of a tenant is what callers overwrite; how far it has come changes without them. */
    private static String tag(Tenant tenant) {
        return Versions.tag(tenant.generation(), tenant.version());
    }

    private OptionalLong generation(String name) {
        try {
            Tenant tenant = tenants.get(name);
            return tenant.state() == TenantState.DELETED ? OptionalLong.empty() : OptionalLong.of(tenant.generation());
        } catch (LandlordException failure) {
            if (failure.code() == ErrorCode.TENANT_NOT_FOUND) {
                return OptionalLong.empty();
            }
            throw failure;
        }
    }
}
