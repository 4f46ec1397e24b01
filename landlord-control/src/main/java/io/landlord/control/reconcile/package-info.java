/** Drives tenants to what is wanted. Start with {@link io.landlord.control.reconcile.Reconciler}. */
@NullMarked
package io.landlord.control.reconcile;

import org.jspecify.annotations.NullMarked;
