/**
 * The engine on a Temporal cluster. Start with {@link io.landlord.provider.temporal.TemporalProvider} and
 * {@link io.landlord.provider.temporal.TemporalSettings}.
 */
@NullMarked
package io.landlord.provider.temporal;

import org.jspecify.annotations.NullMarked;
