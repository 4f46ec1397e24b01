/**
 * The contract of Landlord. Start with {@link io.landlord.api.provider.WorkflowProvider} when you write a provider,
 * with {@link io.landlord.api.handler.TaskHandler} when you write the side effects of a workflow.
 */
@NullMarked
package io.landlord.api;

import org.jspecify.annotations.NullMarked;
