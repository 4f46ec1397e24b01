package io.landlord.cli.local;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import io.landlord.api.credential.CredentialStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps credentials as long as the test runs. */
final class MemoryCredentialStore implements CredentialStore {
    private final Map<CredentialReference, Credential> credentials = new ConcurrentHashMap<>();

    @Override
    public void put(CredentialReference reference, Credential credential) {
        credentials.put(reference, credential);
    }

    @Override
    public Optional<Credential> find(CredentialReference reference) {
        return Optional.ofNullable(credentials.get(reference));
    }

    @Override
    public void delete(CredentialReference reference) {
        credentials.remove(reference);
    }

    @Override
    public List<CredentialReference> list(String tenant) {
        return credentials.keySet().stream()
                .filter(reference -> reference.tenant().equals(tenant))
                .sorted(Comparator.comparing(CredentialReference::name))
                .toList();
    }
}
