package io.landlord.provisioner.postgres;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialStore;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The password of a tenant's role: made up here, kept in the store, and never in workflow data. */
final class Credentials {
    private static final String URL = "url";
    private static final String DATABASE = "database";
    private static final String CLAIM = "claim";
    private static final int PASSWORD_BYTES = 32;

    private final PostgresServer server;
    private final CredentialStore store;
    private final SecureRandom random = new SecureRandom();

    Credentials(PostgresServer server, CredentialStore store) {
        this.server = server;
        this.store = store;
    }

    /** Makes up a password unless the store has one, so that a call delivered twice does not change it. */
    void create(Tenant tenant, @Nullable String claim, Step.Call call) throws SQLException, InterruptedException {
        Admin.lockedFor(tenant, call.sessions());
        Optional<Credential> existing = store.find(tenant.credential());
        if (existing.isPresent() && !existing.get().username().equals(tenant.role())) {
            throw Failures.conflict(tenant.credential().text() + " exists and is for another user than " + tenant.role()
                    + "; delete it or choose another name for the tenant");
        }
        Map<String, String> properties = new HashMap<>(
                existing.map(Credential::properties).orElseGet(() -> claim == null ? Map.of() : Map.of(CLAIM, claim)));
        // The server may have moved since.
        properties.put(URL, server.urlOf(tenant.database()));
        properties.put(DATABASE, tenant.database());
        String password = existing.map(Credential::password).orElseGet(this::newPassword);
        Credential credential = new Credential(tenant.role(), password, properties);
        call.stopIfCancelled();
        if (!existing.equals(Optional.of(credential))) {
            store.put(tenant.credential(), credential);
        }
    }

    /**
     * Forgets the credential.
     *
     * @return whether there is still one, because it was made under another claim
     */
    boolean delete(Tenant tenant, @Nullable String claim, Step.Call call) throws SQLException {
        Admin.lockedFor(tenant, call.sessions());
        Optional<Credential> existing = store.find(tenant.credential());
        if (existing.isEmpty()) {
            return false;
        }
        if (!Marker.covers(claim, existing.get().properties().get(CLAIM))) {
            return true;
        }
        store.delete(tenant.credential());
        return false;
    }

    Credential required(Tenant tenant) {
        return store.find(tenant.credential())
                .orElseThrow(() -> Failures.conflict(
                        "there is no " + tenant.credential().text() + "; call postgres.store-credential before"));
    }

    private String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
