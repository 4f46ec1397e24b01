/** Tenants as desired state. Start with {@link io.landlord.control.tenant.Tenants}. */
@NullMarked
package io.landlord.control.tenant;

import org.jspecify.annotations.NullMarked;
