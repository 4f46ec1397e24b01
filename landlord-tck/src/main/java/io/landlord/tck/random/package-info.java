/** Workflows made of a seed, and what two engines make of them. */
@NullMarked
package io.landlord.tck.random;

import org.jspecify.annotations.NullMarked;
