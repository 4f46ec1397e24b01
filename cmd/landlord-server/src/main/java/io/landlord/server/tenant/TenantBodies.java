package io.landlord.server.tenant;

import io.landlord.control.tenant.TenantRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is said of tenants. */
final class TenantBodies {

    private TenantBodies() {}

    /** What is wanted of a tenant that the path names. */
    @Schema(
            name = "TenantRequest",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
            description = "What is wanted of a tenant; what is left out stays as it is, or is the default")
    record Wanted(
            @Schema(description = "The plan's name", example = "basic") @Nullable
            String plan,

            @Schema(description = "The template's name", example = "tenant-database") @Nullable
            String template,

            @Schema(description = "The template's version; the newest at creation", minimum = "1")
            @Min(value = 1, message = "versions count from 1")
            @Nullable
            Integer templateVersion,

            @Schema(description = "All that the template is told") @Nullable
            ObjectNode parameters) {

        static final Wanted DEFAULTS = new Wanted(null, null, null, null);

        TenantRequest of(String name) {
            return new TenantRequest(name, plan, template, templateVersion, parameters);
        }
    }

    /** A tenant to be made. */
    @Schema(
            name = "NewTenantRequest",
            additionalProperties = Schema.AdditionalPropertiesValue.FALSE,
            description = "A tenant to be made; what is left out is the default")
    record New(
            @Schema(
                    description = "Lower-case letters, digits and `-`, beginning with a letter, at most 40",
                    pattern = "^[a-z][a-z0-9-]{0,39}$",
                    example = "acme")
            @NotNull(message = "the tenant's name is missing")
            String name,

            @Schema(description = "The plan's name", example = "basic") @Nullable
            String plan,

            @Schema(description = "The template's name", example = "tenant-database") @Nullable
            String template,

            @Schema(description = "The template's version; the newest unless given", minimum = "1")
            @Min(value = 1, message = "versions count from 1")
            @Nullable
            Integer templateVersion,

            @Schema(description = "All that the template is told") @Nullable
            ObjectNode parameters) {

        TenantRequest request() {
            return new TenantRequest(name, plan, template, templateVersion, parameters);
        }
    }
}
