package io.landlord.api.execution;

import org.jspecify.annotations.Nullable;

/**
 * How undoing the completed tasks of an ended execution went.
 *
 * @param complete whether every compensation succeeded
 * @param error the first error of a compensation, when one failed
 */
public record Compensation(boolean complete, @Nullable ExecutionError error) {}
