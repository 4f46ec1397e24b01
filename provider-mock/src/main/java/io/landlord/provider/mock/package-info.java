/**
 * The engine in memory: a loop around the machine, with handlers that run for real, on a wall clock or a virtual one. Start
 * with {@link io.landlord.provider.mock.MockProvider}.
 */
@NullMarked
package io.landlord.provider.mock;

import org.jspecify.annotations.NullMarked;
