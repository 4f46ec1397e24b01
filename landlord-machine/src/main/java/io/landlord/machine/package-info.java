/**
 * What a workflow means: a pure, serialisable state machine. It takes one external event at a time and gives back commands;
 * it knows no clock, no thread and no I/O. Start with {@link io.landlord.machine.Machine}.
 */
@NullMarked
package io.landlord.machine;

import org.jspecify.annotations.NullMarked;
