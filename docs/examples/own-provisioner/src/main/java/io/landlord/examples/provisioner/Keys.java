package io.landlord.examples.provisioner;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import io.landlord.api.credential.CredentialStore;
import io.landlord.api.handler.TaskFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys of shares: made up here, kept in the credential store, and never in workflow data. */
final class Keys {
    private static final String CLAIM = "claim";
    private static final int BYTES = 32;

    private final CredentialStore store;
    private final SecureRandom random = new SecureRandom();

    Keys(CredentialStore store) {
        this.store = store;
    }

    static CredentialReference reference(String tenant) {
        return new CredentialReference(tenant, "share");
    }

    /** Makes up a key unless there is one, so that a call delivered twice does not change it. */
    void create(String tenant, @Nullable String claim) {
        if (store.find(reference(tenant)).isEmpty()) {
            byte[] key = new byte[BYTES];
            random.nextBytes(key);
            Map<String, String> properties = claim == null ? Map.of() : Map.of(CLAIM, claim);
            store.put(reference(tenant), new Credential(tenant, HexFormat.of().formatHex(key), properties));
        }
    }

    String required(String tenant) {
        return store.find(reference(tenant))
                .map(Credential::password)
                .orElseThrow(() -> TaskFailure.permanent(
                        "there is no " + reference(tenant).text() + "; call share.store-key before", null));
    }

    /** Forgets the key, unless it was made under another claim. Says whether there is still one. */
    boolean delete(String tenant, @Nullable String claim) {
        Optional<Credential> key = store.find(reference(tenant));
        if (key.isPresent() && Marker.covers(claim, key.get().properties().get(CLAIM))) {
            store.delete(reference(tenant));
            return false;
        }
        return key.isPresent();
    }

    /** What the share keeps of a key. The key is random and long, so that its digest tells nothing about it. */
    static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
