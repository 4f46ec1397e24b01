/**
 * The facade over all engines. Start with {@link io.landlord.core.workflow.WorkflowManager}; {@code registry} holds the
 * providers, {@code catalog} remembers who owns what.
 */
@NullMarked
package io.landlord.core;

import org.jspecify.annotations.NullMarked;
