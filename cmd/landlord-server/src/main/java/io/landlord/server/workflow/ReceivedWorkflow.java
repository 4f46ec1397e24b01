package io.landlord.server.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.LandlordException;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.server.http.DefinitionText;
import io.landlord.server.http.ReceivedBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A workflow as it came in: within a request that says more about it, or as the bare document.
 *
 * @param definition null for a bare document, whose places are the body's own
 */
record ReceivedWorkflow(
        ReceivedBody body, WorkflowSpec spec, @Nullable DefinitionText definition) {
    private static final Map<String, String> FIELDS = Map.of("/workflowId", "/id", "/providerType", "/provider");

    static ReceivedWorkflow of(ReceivedBody body, @Nullable String id) {
        boolean bare = (body.has("document") || body.has("do")) && !body.has("definition");
        return bare ? bare(body, id) : enveloped(body, id);
    }

    private static ReceivedWorkflow bare(ReceivedBody body, @Nullable String id) {
        String known = id != null ? id : nameIn(body.root().json());
        return new ReceivedWorkflow(body, WorkflowSpec.of(known, body.text()), null);
    }

    private static ReceivedWorkflow enveloped(ReceivedBody body, @Nullable String id) {
        WorkflowRequest request = body.as(WorkflowRequest.class);
        DefinitionText definition = request.definition();
        String known = request.id() != null ? request.id() : id != null ? id : nameIn(definition, body);
        RetryPolicyRequest retries = request.retryPolicy();
        WorkflowSpec spec = new WorkflowSpec(
                known,
                request.provider(),
                request.name() == null ? "" : request.name(),
                request.description() == null ? "" : request.description(),
                request.version(),
                definition.text(),
                request.timeout(),
                retries == null ? null : retries.policy(),
                request.tags() == null ? Map.of() : request.tags(),
                JsonNodeFactory.instance.objectNode());
        return new ReceivedWorkflow(body, spec, definition);
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

    /** The facade's refusal with the pointers and places that things have in the body. */
    LandlordException placed(LandlordException failure) {
        return new LandlordException(
                failure.code(),
                String.valueOf(failure.getMessage()),
                placed(failure.diagnostics()),
                failure.getCause());
    }

    List<Diagnostic> placed(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(this::placed).toList();
    }

    private Diagnostic placed(Diagnostic diagnostic) {
        if (diagnostic.line() > 0) {
            return definition == null ? diagnostic : definition.inBody(diagnostic, "/definition", body);
        }
        Diagnostic named = new Diagnostic(
                diagnostic.severity(),
                diagnostic.code(),
                FIELDS.getOrDefault(diagnostic.pointer(), diagnostic.pointer()),
                0,
                0,
                diagnostic.message(),
                diagnostic.hint());
        return definition == null ? named : body.placed(named);
    }
}
