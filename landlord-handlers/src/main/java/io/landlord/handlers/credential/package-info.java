/**
 * Where provisioned secrets are kept when there is no vault: one encrypted file. Start with
 * {@link io.landlord.handlers.credential.EncryptedFileCredentialStore}.
 */
@NullMarked
package io.landlord.handlers.credential;

import org.jspecify.annotations.NullMarked;
