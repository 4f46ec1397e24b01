package io.landlord.language.deployment;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.api.workflow.WorkflowSummary;
import io.landlord.machine.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A deployed workflow: its versions, the newest last. Its owner guards it with a lock. */
final class Deployment {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final String workflowId;
    private final String provider;
    private final List<DeployedVersion> versions = new ArrayList<>();

    Deployment(String workflowId, String provider) {
        this.workflowId = workflowId;
        this.provider = provider;
    }

    CreateWorkflowResult deploy(
            WorkflowSpec spec, long order, String content, @Nullable Program program, List<Diagnostic> warnings) {
        DeployedVersion known = sameContent(spec, content);
        if (known != null) {
            return new CreateWorkflowResult(workflowId, provider, known.name(), content, false, warnings);
        }
        DeployedVersion version = new DeployedVersion(nameOf(spec), order, content, spec, program);
        versions.add(version);
        return new CreateWorkflowResult(workflowId, provider, version.name(), content, true, warnings);
    }

    /** Puts a version before all others, unless it is there. */
    void recall(WorkflowSpec spec, Program program) {
        String name = spec.version();
        if (name == null) {
            throw new LandlordException(
                    ErrorCode.INVALID_SPEC, "which version of workflow '" + workflowId + "' is recalled is not said");
        }
        if (sameContent(spec, program.hash()) == null) {
            versions.addFirst(new DeployedVersion(name, 0, program.hash(), spec, program));
        }
    }

    private @Nullable DeployedVersion sameContent(WorkflowSpec spec, String content) {
        if (spec.version() == null) {
            return versions.isEmpty() || !newest().content().equals(content) ? null : newest();
        }
        Optional<DeployedVersion> named = find(spec.version());
        if (named.isPresent() && !named.get().content().equals(content)) {
            throw new LandlordException(
                    ErrorCode.WORKFLOW_CONFLICT,
                    "workflow '" + workflowId + "' has a version '" + spec.version()
                            + "' with other content; deploy this content under another version name");
        }
        return named.orElse(null);
    }

    /** The version's own name, or the number after the highest: a version that was brought back by its name counts too. */
    private String nameOf(WorkflowSpec spec) {
        if (spec.version() != null) {
            return spec.version();
        }
        int highest = versions.stream()
                .map(DeployedVersion::name)
                .filter(name -> NUMBER.matcher(name).matches())
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return Integer.toString(Math.max(highest, versions.size()) + 1);
    }

    Optional<DeployedVersion> find(String name) {
        return versions.stream().filter(version -> version.name().equals(name)).findFirst();
    }

    DeployedVersion newest() {
        return versions.getLast();
    }

    Stream<DeployedVersion> versions() {
        return versions.stream();
    }

    WorkflowSummary summary() {
        return new WorkflowSummary(
                workflowId,
                provider,
                newest().spec().name(),
                versions.stream().map(DeployedVersion::name).toList(),
                newest().spec().tags());
    }
}
