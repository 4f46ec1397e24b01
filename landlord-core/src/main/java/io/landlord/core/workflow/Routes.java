package io.landlord.core.workflow;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the provider of an operation: the one the caller named, else the spec's, else the catalog's owner, else the
 * configured default.
 *
 * @param named the provider the caller named
 */
record Routes(
        ProviderRegistry registry,
        WorkflowCatalog catalog,
        String defaultProvider,
        @Nullable String named) {

    /** The same, with the provider named. */
    Routes to(String provider) {
        return new Routes(registry, catalog, defaultProvider, provider);
    }

    WorkflowProvider ofSpec(WorkflowSpec spec) {
        if (named == null && spec.providerType() != null) {
            return registry.get(spec.providerType());
        }
        return ofWorkflow(spec.workflowId());
    }

    WorkflowProvider ofWorkflow(@Nullable String workflowId) {
        if (named != null) {
            return registry.get(named);
        }
        String owner =
                workflowId == null ? null : catalog.workflowOwner(workflowId).orElse(null);
        return registry.get(owner == null ? defaultProvider : owner);
    }

    WorkflowProvider ofExecution(String executionId) {
        if (named != null) {
            return registry.get(named);
        }
        Set<String> owners = catalog.executionOwners(executionId);
        if (owners.size() > 1) {
            throw new LandlordException(
                    ErrorCode.EXECUTION_CONFLICT,
                    "there is an execution '" + executionId + "' on each of " + String.join(", ", owners)
                            + "; name the provider");
        }
        // What engines start by themselves, children for one, nobody has recorded; its id begins with that of its
        // workflow.
        int end = executionId.indexOf(':');
        return owners.isEmpty()
                ? ofWorkflow(end < 0 ? null : executionId.substring(0, end))
                : registry.get(owners.iterator().next());
    }
}
