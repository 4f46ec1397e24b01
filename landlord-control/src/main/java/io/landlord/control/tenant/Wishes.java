package io.landlord.control.tenant;

import static java.util.Objects.requireNonNullElse;

import io.landlord.control.plan.Plans;
import io.landlord.control.template.ParameterCheck;
import io.landlord.control.template.Template;
import io.landlord.control.template.Templates;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Completes requests: what they leave out is what the tenant has, or the default of a new one. What a wish refers to is held
 * until the transaction of the thread has ended, so that no tenant ever refers to a plan or a template that is gone.
 */
final class Wishes {
    private final Plans plans;
    private final Templates templates;
    private final String defaultPlan;
    private final String defaultTemplate;

    Wishes(Plans plans, Templates templates, String defaultPlan, String defaultTemplate) {
        this.plans = plans;
        this.templates = templates;
        this.defaultPlan = defaultPlan;
        this.defaultTemplate = defaultTemplate;
    }

    /** @param known the tenant as it is; {@code null} when it is to be made */
    Wish complete(TenantRequest request, @Nullable Tenant known) {
        String plan = requireNonNullElse(request.plan(), known == null ? defaultPlan : known.plan());
        Template template = template(request, known);
        ObjectNode given = requireNonNullElseGet(request.parameters(), known);
        return new Wish(
                plans.hold(plan).name(), template.name(), template.version(), ParameterCheck.resolve(template, given));
    }

    private Template template(TenantRequest request, @Nullable Tenant known) {
        String name = requireNonNullElse(request.template(), known == null ? defaultTemplate : known.template());
        if (request.templateVersion() != null) {
            return templates.hold(name, request.templateVersion());
        }
        // A tenant is pinned to the version that it was made with; one that never was made follows the newest.
        Integer version =
                known != null && known.template().equals(name) && isPinned(known) ? known.templateVersion() : null;
        return templates.hold(name, version);
    }

    private static boolean isPinned(Tenant tenant) {
        return tenant.outputs() != null || tenant.state() != TenantState.FAILED;
    }

    private static ObjectNode requireNonNullElseGet(@Nullable ObjectNode given, @Nullable Tenant known) {
        if (given != null) {
            return given;
        }
        return known == null ? JsonNodeFactory.instance.objectNode() : known.parameters();
    }
}
