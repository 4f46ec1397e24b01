/**
 * The task handlers that Landlord ships, one package each. Start with {@link io.landlord.handlers.ShippedHandlers}, which
 * registers them; the {@code credential} package keeps provisioned secrets.
 */
@NullMarked
package io.landlord.handlers;

import org.jspecify.annotations.NullMarked;
