/**
 * jq 1.8 without files, environment, clock and modules.
 * A source is compiled once into an immutable program, which is evaluated lazily and under a meter.
 */
@NullMarked
package io.landlord.jq;

import org.jspecify.annotations.NullMarked;
