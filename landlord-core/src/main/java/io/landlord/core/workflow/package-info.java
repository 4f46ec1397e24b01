/**
 * The operations on workflows and executions: checked, routed, logged and measured here, done by a provider. Start with
 * {@link io.landlord.core.workflow.WorkflowManager}.
 */
@NullMarked
package io.landlord.core.workflow;

import org.jspecify.annotations.NullMarked;
