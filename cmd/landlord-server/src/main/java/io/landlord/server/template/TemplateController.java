package io.landlord.server.template;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.template.Template;
import io.landlord.control.template.Templates;
import io.landlord.server.http.Page;
import io.landlord.server.http.Parameters;
import io.landlord.server.http.ReceivedBody;
import io.landlord.server.http.Refusal;
import io.landlord.server.http.Versions;
import io.landlord.server.openapi.Refuses;
import io.landlord.server.openapi.Versioned;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
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

/** Keeps templates with all their versions. */
@RestController
@RequestMapping("/v1/templates")
@Tag(name = "templates", description = "Parameterised definitions that tenants are made with")
final class TemplateController {
    private final Templates templates;
    private final ControlDatabase database;

    TemplateController(Templates templates, ControlDatabase database) {
        this.templates = templates;
        this.database = database;
    }

    @GetMapping
    @Operation(operationId = "listTemplates", summary = "List templates in their newest versions")
    Page<TemplateView> list(
            @RequestParam(defaultValue = Parameters.DEFAULT_LIMIT) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return Page.of(templates.list(Parameters.limit(limit), cursor), TemplateView::of);
    }

    @Versioned
    @Refuses({ErrorCode.TEMPLATE_NOT_FOUND})
    @GetMapping("/{name}")
    @Operation(operationId = "getTemplate", summary = "Get the newest version of a template")
    ResponseEntity<TemplateView> get(@PathVariable String name) {
        return told(ResponseEntity.ok(), templates.get(name));
    }

    @Refuses({ErrorCode.TEMPLATE_NOT_FOUND})
    @GetMapping("/{name}/versions")
    @Operation(operationId = "listTemplateVersions", summary = "List the versions of a template, oldest first")
    Page<TemplateView> versions(@PathVariable String name) {
        return Page.whole(
                templates.versions(name).stream().map(TemplateView::of).toList());
    }

    @Versioned
    @Refuses({ErrorCode.TEMPLATE_NOT_FOUND})
    @GetMapping("/{name}/versions/{version}")
    @Operation(operationId = "getTemplateVersion", summary = "Get a version of a template")
    ResponseEntity<TemplateView> version(@PathVariable String name, @PathVariable int version) {
        return told(ResponseEntity.ok(), templates.get(name, version));
    }

    @Versioned
    @PutMapping("/{name}")
    @Operation(
            operationId = "putTemplate",
            summary = "Make a template or its next version",
            description =
                    "The newest version's content again changes nothing. Tenants stay with the version they were made"
                            + " with until they are told another.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = TemplateRequest.class)))
    @ApiResponse(responseCode = "201", description = "A new version", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "Unchanged", useReturnTypeSchema = true)
    ResponseEntity<TemplateView> put(
            @PathVariable String name, @RequestBody ReceivedBody body, HttpServletRequest request) {
        TemplateRequest wanted = body.as(TemplateRequest.class);
        Long version = Versions.demanded(request, () -> newest(name));
        Templates.PutResult result = body.placing(() -> templates.put(
                name,
                wanted.description() == null ? "" : wanted.description(),
                wanted.templateParameters(),
                wanted.definition().text(),
                wanted.removal().text(),
                version));
        Template template = result.template();
        URI location = URI.create("/v1/templates/" + name + "/versions/" + template.version());
        return told(result.created() ? ResponseEntity.created(location) : ResponseEntity.ok(), template);
    }

    @Versioned
    @Refuses({ErrorCode.TEMPLATE_NOT_FOUND, ErrorCode.TEMPLATE_CONFLICT})
    @DeleteMapping("/{name}")
    @Operation(operationId = "deleteTemplate", summary = "Delete a template that no tenant is pinned to")
    @ApiResponse(responseCode = "204", description = "Deleted")
    ResponseEntity<Void> delete(@PathVariable String name, HttpServletRequest request) {
        database.inTransaction(() -> {
            if (Versions.demanded(request, () -> newest(name)) instanceof Long version && version == 0) {
                throw Refusal.badRequest(
                        "invalid_header", "what is not there cannot be deleted; leave out If-None-Match");
            }
            templates.delete(name);
        });
        return ResponseEntity.noContent().build();
    }

    private OptionalLong newest(String name) {
        try {
            return OptionalLong.of(templates.get(name).version());
        } catch (LandlordException failure) {
            if (failure.code() == ErrorCode.TEMPLATE_NOT_FOUND) {
                return OptionalLong.empty();
            }
            throw failure;
        }
    }

    private static ResponseEntity<TemplateView> told(ResponseEntity.BodyBuilder answer, Template template) {
        return answer.eTag(Versions.tag(template.version())).body(TemplateView.of(template));
    }
}
