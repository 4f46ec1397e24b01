/**
 * The service provider interface: seven operations every engine's adapter has, and small interfaces for what only some can
 * do. Start with {@link io.landlord.api.provider.WorkflowProvider}.
 */
@NullMarked
package io.landlord.api.provider;

import org.jspecify.annotations.NullMarked;
