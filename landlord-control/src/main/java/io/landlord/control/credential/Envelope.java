package io.landlord.control.credential;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import java.util.Arrays;
import javax.crypto.SecretKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A credential as it is kept: sealed with a key of its own, and that key sealed with a master key. Both seals cover whose
 * credential it is, so that it is worth nothing in another place.
 *
 * @param masterKey the id of the master key
 * @param dataKey the credential's own key, sealed
 * @param sealed the credential, sealed
 */
record Envelope(String masterKey, String dataKey, String sealed) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Envelope of(CredentialReference reference, Credential credential, MasterKeys keys) {
        byte[] dataKey = Sealing.newKey();
        byte[] plain = JSON.writeValueAsBytes(credential);
        try {
            String sealed = Sealing.seal(Sealing.key(dataKey), plain, credentialLabel(reference));
            return new Envelope(keys.newest(), sealKey(reference, dataKey, keys), sealed);
        } finally {
            Arrays.fill(dataKey, (byte) 0);
            Arrays.fill(plain, (byte) 0);
        }
    }

    Credential open(CredentialReference reference, MasterKeys keys) {
        byte[] key = openKey(reference, keys);
        try {
            byte[] plain = Sealing.open(Sealing.key(key), sealed, credentialLabel(reference))
                    .orElseThrow(() -> changed(reference));
            return JSON.readValue(plain, Credential.class);
        } catch (IllegalArgumentException | JacksonException e) {
            // The cause would quote what it could not read, and that is secret.
            throw changed(reference);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The same credential under the newest master key; the credential itself stays sealed. */
    Envelope resealed(CredentialReference reference, MasterKeys keys) {
        byte[] key = openKey(reference, keys);
        try {
            return new Envelope(keys.newest(), sealKey(reference, key, keys), sealed);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private byte[] openKey(CredentialReference reference, MasterKeys keys) {
        SecretKey master = keys.find(masterKey)
                .orElseThrow(() -> wrong("the credential " + reference.text() + " was sealed with the master key "
                        + masterKey + ", which is not among those given " + keys.ids()
                        + "; add the key of that id again, from the backup of the keys"));
        return Sealing.open(master, dataKey, keyLabel(reference, masterKey)).orElseThrow(() -> changed(reference));
    }

    private static String sealKey(CredentialReference reference, byte[] key, MasterKeys keys) {
        return Sealing.seal(keys.newestKey(), key, keyLabel(reference, keys.newest()));
    }

    private LandlordException changed(CredentialReference reference) {
        return wrong(
                "the credential " + reference.text() + " cannot be decrypted: the master key " + masterKey
                        + " is another one than it was sealed with, or the row was changed; restore the key or the row from a backup");
    }

    private static LandlordException wrong(String message) {
        return new LandlordException(ErrorCode.INTERNAL, message);
    }

    private static String credentialLabel(CredentialReference reference) {
        return "landlord credential 1\n" + reference.text();
    }

    private static String keyLabel(CredentialReference reference, String masterKey) {
        return "landlord data key 1\n" + masterKey + "\n" + reference.text();
    }
}
