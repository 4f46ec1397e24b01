/**
 * What all engines do alike with the executions that {@code run} tasks start. Start with
 * {@link io.landlord.machine.child.Children}.
 */
@NullMarked
package io.landlord.machine.child;

import org.jspecify.annotations.NullMarked;
