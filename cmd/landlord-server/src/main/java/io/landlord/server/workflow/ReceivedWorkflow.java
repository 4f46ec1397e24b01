package io.landlord.server.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.server.http.DefinitionText;
import io.landlord.server.http.ReceivedBody;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A workflow as it came in: within a request that says more about it, or as the bare document.
 *
 * @param bare whether it was the bare document, whose places are the body's own
 */
record ReceivedWorkflow(ReceivedBody body, WorkflowSpec spec, boolean bare) {
    private static final Map<String, String> FIELDS = Map.of("/workflowId", "/id", "/providerType", "/provider");

    static ReceivedWorkflow of(ReceivedBody body, @Nullable String id, @Nullable String provider) {
        boolean bare = (body.has("document") || body.has("do")) && !body.has("definition");
        return bare ? bare(body, id, provider) : enveloped(body, id, provider);
    }

    private static ReceivedWorkflow bare(ReceivedBody body, @Nullable String id, @Nullable String provider) {
        String known = id != null ? id : nameIn(body.root().json());
        return new ReceivedWorkflow(body, WorkflowSpec.of(known, body.text()).withProviderType(provider), true);
    }

    private static ReceivedWorkflow enveloped(ReceivedBody body, @Nullable String id, @Nullable String provider) {
        WorkflowRequest request = body.as(WorkflowRequest.class);
        DefinitionText definition = request.definition();
        String known = request.id() != null ? request.id() : id != null ? id : nameIn(definition, body);
        RetryPolicyRequest retries = request.retryPolicy();
        WorkflowSpec spec = new WorkflowSpec(
                known,
                request.provider() != null ? request.provider() : provider,
                request.name() == null ? "" : request.name(),
                request.description() == null ? "" : request.description(),
                request.version(),
                definition.text(),
                request.timeout(),
                retries == null ? null : retries.policy(),
                request.tags() == null ? Map.of() : request.tags(),
                JsonNodeFactory.instance.objectNode());
        return new ReceivedWorkflow(body, spec, false);
    }

    private static String nameIn(DefinitionText definition, ReceivedBody body) {
        return definition.inline()
                ? nameIn(body.root().json().path("definition"))
                : ReceivedBody.tree(definition.text())
                        .map(ReceivedWorkflow::nameIn)
                        .orElse("");
    }

    private static String nameIn(JsonNode document) {
        JsonNode name = document.path("document").path("name");
        return name.isString() ? name.stringValue() : "";
    }

    /** Does what the body asks for; what it is refused with gets the pointers and places that things have in the body. */
    <T> T placing(Supplier<T> work) {
        return bare ? work.get() : body.placing(this::renamed, work);
    }

    List<Diagnostic> placed(List<Diagnostic> diagnostics) {
        return bare ? diagnostics : body.placed(this::renamed, diagnostics);
    }

    /** What the facade finds wrong with the spec itself has no place; all else is about the document. */
    private Diagnostic renamed(Diagnostic diagnostic) {
        String pointer = diagnostic.pointer();
        return ReceivedBody.at(
                diagnostic.line() > 0 ? "/definition" + pointer : FIELDS.getOrDefault(pointer, pointer), diagnostic);
    }
}
