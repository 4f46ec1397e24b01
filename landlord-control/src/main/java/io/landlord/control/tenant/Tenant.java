package io.landlord.control.tenant;

import io.landlord.control.operation.Reason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tenant: what is wanted of it, and how far that has come.
 *
 * @param name lower-case letters, digits and {@code -}, beginning with a letter, at most 40; its identity for ever
 * @param plan the plan it is wanted to have
 * @param template the template it is made with
 * @param templateVersion the version of the template that it is pinned to
 * @param parameters what the template is told, defaults included
 * @param generation counts what was asked of the tenant, from 1
 * @param observedGeneration the generation that its last ended operation brought about; 0 before the first
 * @param version counts every change of this record, from 1, also the reconciler's
 * @param outputs what the last operation that made or changed it gave; {@code null} before, and once it is deleted
 * @param reason why it failed; {@code null} unless it did
 * @param operation the newest operation's id
 */
public record Tenant(
        String name,
        TenantState state,
        String plan,
        String template,
        int templateVersion,
        ObjectNode parameters,
        long generation,
        long observedGeneration,
        long version,
        @Nullable JsonNode outputs,
        @Nullable Reason reason,
        String operation,
        Instant createdAt,
        Instant updatedAt) {

    /** This tenant after a change of its state that its newest operation, or somebody's wish, brought about. */
    public Tenant after(TenantChange change, @Nullable Reason newReason) {
        TenantState next = change.after(state);
        if (next == null) {
            throw new IllegalStateException("tenant '" + name + "' is " + state.wireName() + ": no " + change);
        }
        return new Tenant(
                name,
                next,
                plan,
                template,
                templateVersion,
                parameters,
                generation,
                observedGeneration,
                version,
                outputs,
                newReason,
                operation,
                createdAt,
                updatedAt);
    }

    /** This tenant as the operation of this generation left it. */
    public Tenant observed(long newObservedGeneration, @Nullable JsonNode newOutputs) {
        return new Tenant(
                name,
                state,
                plan,
                template,
                templateVersion,
                parameters,
                generation,
                newObservedGeneration,
                version,
                newOutputs,
                reason,
                operation,
                createdAt,
                updatedAt);
    }

    /** This tenant with a further operation, the next generation's. */
    Tenant next(String newOperation) {
        return new Tenant(
                name,
                state,
                plan,
                template,
                templateVersion,
                parameters,
                generation + 1,
                observedGeneration,
                version,
                outputs,
                reason,
                newOperation,
                createdAt,
                updatedAt);
    }

    /** This tenant with something else wanted of it. */
    Tenant wanted(Wish wish) {
        return new Tenant(
                name,
                state,
                wish.plan(),
                wish.template(),
                wish.templateVersion(),
                wish.parameters(),
                generation,
                observedGeneration,
                version,
                outputs,
                reason,
                operation,
                createdAt,
                updatedAt);
    }

    /** What is wanted of it. */
    Wish wish() {
        return new Wish(plan, template, templateVersion, parameters);
    }
}
