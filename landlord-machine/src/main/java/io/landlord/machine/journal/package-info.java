/**
 * The external events an execution received, in order: the one thing that must be durable. Start with
 * {@link io.landlord.machine.journal.Journal}.
 */
@NullMarked
package io.landlord.machine.journal;

import org.jspecify.annotations.NullMarked;
