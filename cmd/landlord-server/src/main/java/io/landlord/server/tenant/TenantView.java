package io.landlord.server.tenant;

import io.landlord.api.credential.Credential;
import io.landlord.control.tenant.Tenant;
import io.landlord.control.tenant.TenantEvent;
import io.landlord.server.operation.ReasonView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tenant as it is told. */
@Schema(name = "Tenant", description = "What is wanted of a tenant, and how far that has come")
record TenantView(
        @Schema(example = "acme") String name,

        @Schema(allowableValues = {"requested", "provisioning", "ready", "failed", "deleting", "deleted"})
        String state,

        String plan,
        String template,

        @Schema(description = "The version of the template that it is pinned to")
        int templateVersion,

        @Schema(description = "What the template is told") ObjectNode parameters,

        @Schema(description = "Counts what was asked of it") long generation,

        @Schema(description = "The generation that its last ended operation brought about")
        long observedGeneration,

        @Schema(description = "What the workflow gave; secrets only as references") @Nullable
        JsonNode outputs,

        @Schema(description = "Null unless it failed") @Nullable
        ReasonView reason,

        @Schema(description = "The newest operation's id") @Nullable
        String operation,

        Instant createdAt,
        Instant updatedAt) {

    static TenantView of(Tenant tenant) {
        return new TenantView(
                tenant.name(),
                tenant.state().wireName(),
                tenant.plan(),
                tenant.template(),
                tenant.templateVersion(),
                tenant.parameters(),
                tenant.generation(),
                tenant.observedGeneration(),
                tenant.outputs(),
                ReasonView.of(tenant.reason()),
                tenant.operation(),
                tenant.createdAt(),
                tenant.updatedAt());
    }

    /** One line of a tenant's history, as it is told. */
    @Schema(name = "TenantEvent", description = "One line of a tenant's history")
    record Event(
            long sequence,
            Instant time,
            @Schema(example = "applied") String type,
            String state,
            @Nullable String operation,
            String message) {

        static Event of(TenantEvent event) {
            return new Event(
                    event.sequence(),
                    event.time(),
                    event.type().wireName(),
                    event.state().wireName(),
                    event.operation(),
                    event.message());
        }
    }

    /** What a tenant logs in with. */
    @Schema(name = "TenantCredential", description = "What a tenant logs in with")
    record LogIn(
            @Schema(example = "database") String name,
            String username,
            String password,

            @Schema(description = "What else is needed, `url` for one")
            Map<String, String> properties) {

        /** What only provisioners need, to know whose a credential is, is left out. */
        static LogIn of(String name, Credential credential) {
            Map<String, String> properties = new TreeMap<>(credential.properties());
            properties.remove("claim");
            return new LogIn(name, credential.username(), credential.password(), properties);
        }

        @Override
        public String toString() {
            return "LogIn[name=" + name + ", username=" + username + ", password=***]";
        }
    }
}
