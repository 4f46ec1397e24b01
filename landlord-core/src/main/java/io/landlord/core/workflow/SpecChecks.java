package io.landlord.core.workflow;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the facade itself requires of a spec; the definition's text is the provider's to check. */
final class SpecChecks {
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
    private static final int NAME = 256;
    private static final int DESCRIPTION = 10_000;

    private SpecChecks() {}

    /** The spec with its defaults: a blank name becomes the id. */
    static WorkflowSpec withDefaults(WorkflowSpec spec) {
        return spec.name().isBlank() ? spec.withName(spec.workflowId()) : spec;
    }

    /** Everything that is wrong with a spec whose defaults are filled in. */
    static List<Diagnostic> violations(WorkflowSpec spec) {
        Violations violations = new Violations();
        violations.requireName("invalid-id", "/workflowId", "the workflow's id", spec.workflowId());
        requireTexts(spec, violations);
        if (spec.timeout() != null) {
            violations.requirePositive("/timeout", spec.timeout());
        }
        requireRetryPolicy(spec.retryPolicy(), violations);
        violations.requireTags(spec.tags());
        if (!spec.providerConfig().isObject()) {
            violations.add(
                    "invalid-provider-config", "/providerConfig", "the provider's configuration is no object", null);
        }
        return violations.found();
    }

    /** What the facade and the provider find wrong with a spec, or doubtful, together. */
    static List<Diagnostic> problems(WorkflowSpec spec, WorkflowProvider provider) {
        List<Diagnostic> problems = new ArrayList<>(violations(spec));
        if (!spec.definition().isBlank()) {
            problems.addAll(provider.validate(spec));
            problems.addAll(Portability.problems(spec, provider));
        }
        return problems;
    }

    private static void requireTexts(WorkflowSpec spec, Violations violations) {
        if (spec.name().isBlank()) {
            violations.add("empty-name", "/name", "the workflow's name is empty", null);
        } else if (spec.name().length() > NAME) {
            violations.add("name-too-long", "/name", "the name has more than " + NAME + " characters", null);
        }
        if (spec.description().length() > DESCRIPTION) {
            violations.add(
                    "description-too-long",
                    "/description",
                    "the description has more than " + DESCRIPTION + " characters",
                    null);
        }
        String version = spec.version();
        if (version != null && !VERSION.matcher(version).matches()) {
            violations.add(
                    "invalid-version",
                    "/version",
                    "the version '" + Violations.shown(version) + "' is not valid",
                    "use letters, digits, '.', '_', '+' and '-', at most 64 of them, or leave it out to have it counted");
        }
        if (spec.definition().isBlank()) {
            violations.add("empty-definition", "/definition", "the definition is empty", null);
        }
    }

    /** Its numbers the policy checks itself. */
    private static void requireRetryPolicy(@Nullable RetryPolicy policy, Violations violations) {
        if (policy == null) {
            return;
        }
        if (policy.maxInterval().compareTo(Violations.LONGEST) > 0) {
            violations.add(
                    "invalid-retry-policy",
                    "/retryPolicy/maxInterval",
                    "the longest delay is longer than " + Violations.LONGEST.toDays() + " days",
                    null);
        }
        if (policy.nonRetryableTypes().stream().anyMatch(String::isBlank)) {
            violations.add(
                    "invalid-retry-policy",
                    "/retryPolicy/nonRetryableTypes",
                    "a type of error is empty",
                    "name the error's URI");
        }
    }
}
