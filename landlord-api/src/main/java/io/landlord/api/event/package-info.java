/**
 * Events that come into executions and go out of them, CloudEvents all. Start with
 * {@link io.landlord.api.event.EventMessage}.
 */
@NullMarked
package io.landlord.api.event;

import org.jspecify.annotations.NullMarked;
