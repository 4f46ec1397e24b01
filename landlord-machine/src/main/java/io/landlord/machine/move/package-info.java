/**
 * Whether a running execution can go on with another version of its workflow, and its state as that version has it. Start
 * with {@link io.landlord.machine.move.Move}.
 */
@NullMarked
package io.landlord.machine.move;

import org.jspecify.annotations.NullMarked;
