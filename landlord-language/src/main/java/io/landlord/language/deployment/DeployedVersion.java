package io.landlord.language.deployment;

import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.program.Program;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A version of a deployed workflow.
 *
 * @param name its own name, or the number it was given
 * @param order when it was deployed, among all versions of all workflows
 * @param content what decides whether two versions are the same: the hash of the program, or of a definition nobody has read
 * @param compiled the compiled definition; {@code null} where it was deployed unread
 */
public record DeployedVersion(
        String name,
        long order,
        String content,
        WorkflowSpec spec,
        @Nullable Program compiled) {

    /** The compiled definition, where no definition is deployed unread. */
    public Program program() {
        return Objects.requireNonNull(compiled, "the definition was deployed unread");
    }
}
