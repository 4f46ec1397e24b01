package io.landlord.api.credential;

import java.util.List;
import java.util.Optional;

/**
 * Keeps provisioned secrets apart from workflow data. Safe for use by many threads; a write is durable when it returns.
 */
public interface CredentialStore {

    /** Keeps a credential, in place of one that the reference named before. */
    void put(CredentialReference reference, Credential credential);

    /** The credential of this reference, if there is one. */
    Optional<Credential> find(CredentialReference reference);

    /** Forgets a credential. Idempotent. */
    void delete(CredentialReference reference);

    /** The references of a tenant, ordered by name. */
    List<CredentialReference> list(String tenant);
}
