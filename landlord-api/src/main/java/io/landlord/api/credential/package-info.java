/**
 * Where provisioned secrets go, so that workflow data carries references only. Start with
 * {@link io.landlord.api.credential.CredentialStore}.
 */
@NullMarked
package io.landlord.api.credential;

import org.jspecify.annotations.NullMarked;
