/**
 * Which engines there are, by name. Start with {@link io.landlord.core.registry.ProviderRegistry}.
 */
@NullMarked
package io.landlord.core.registry;

import org.jspecify.annotations.NullMarked;
