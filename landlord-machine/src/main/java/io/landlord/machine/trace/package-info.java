/**
 * What an execution did, task by task, as the machine tells it to a sink while it folds the journal. Start with
 * {@link io.landlord.machine.trace.Sink}.
 */
@NullMarked
package io.landlord.machine.trace;

import org.jspecify.annotations.NullMarked;
