package io.landlord.server.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.landlord.api.provider.Capability;
import io.landlord.core.registry.ProviderDescription;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.server.http.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells which engines there are. */
@RestController
@RequestMapping("/v1/providers")
@Tag(name = "providers", description = "The engines that run workflows")
final class ProviderController {
    private final WorkflowManager facade;
    private final FacadeSettings settings;

    ProviderController(WorkflowManager facade, FacadeSettings settings) {
        this.facade = facade;
        this.settings = settings;
    }

    /** An engine. */
    @Schema(name = "Provider", description = "An engine")
    record Provider(
            @Schema(example = "mock") String name,

            @Schema(description = "What it does beyond the core operations")
            List<String> capabilities,

            @Schema(description = "Whether it runs what names no provider") @JsonProperty("default")
            boolean isDefault) {}

    @GetMapping
    @Operation(operationId = "listProviders", summary = "List the engines")
    Page<Provider> list() {
        return Page.whole(facade.listProviders().stream().map(this::provider).toList());
    }

    private Provider provider(ProviderDescription description) {
        return new Provider(
                description.name(),
                description.capabilities().stream().map(Capability::wireName).toList(),
                description.name().equals(settings.defaultProvider()));
    }
}
