/**
 * The secrets of tenants, encrypted in the control plane's database. Start with
 * {@link io.landlord.control.credential.JdbcCredentialStore}.
 */
@NullMarked
package io.landlord.control.credential;

import org.jspecify.annotations.NullMarked;
