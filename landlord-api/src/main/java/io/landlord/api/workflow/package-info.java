/**
 * What is deployed: a definition with its settings, and what a provider answers to it. Start with
 * {@link io.landlord.api.workflow.WorkflowSpec}.
 */
@NullMarked
package io.landlord.api.workflow;

import org.jspecify.annotations.NullMarked;
