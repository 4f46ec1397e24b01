package io.landlord.control.template;

import java.time.Instant;
import java.util.List;

/**
 * One version of a template: how a tenant is made and changed, and how it is removed.
 *
 * @param name lower-case letters, digits and {@code -}, beginning with a letter, at most 40
 * @param version counts the template's contents, from 1
 * @param description for people; may be empty
 * @param parameters what a tenant can say
 * @param definition the text of the workflow that makes a tenant, and changes one that is there
 * @param removal the text of the workflow that removes all of a tenant
 */
public record Template(
        String name,
        int version,
        String description,
        List<TemplateParameter> parameters,
        String definition,
        String removal,
        Instant createdAt) {
    public Template {
        parameters = List.copyOf(parameters);
    }

    /** The id of the workflow {@link #definition} on every engine. */
    public String workflowId() {
        return "tenant-" + name + "-v" + version;
    }

    /** The id of the workflow {@link #removal} on every engine. */
    public String removalWorkflowId() {
        return workflowId() + "-removal";
    }
}
