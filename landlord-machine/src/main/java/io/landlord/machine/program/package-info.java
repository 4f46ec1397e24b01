/**
 * The compiled form of a definition: immutable records with references resolved, expressions compiled and handler defaults
 * folded in. Start with {@link io.landlord.machine.program.Program}.
 */
@NullMarked
package io.landlord.machine.program;

import org.jspecify.annotations.NullMarked;
