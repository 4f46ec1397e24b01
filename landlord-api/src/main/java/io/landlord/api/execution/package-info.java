/**
 * One run of a workflow: what starts it, its states, its errors and its history. Start with
 * {@link io.landlord.api.execution.ExecutionStatus}.
 */
@NullMarked
package io.landlord.api.execution;

import org.jspecify.annotations.NullMarked;
