package io.landlord.handlers.credential;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import java.nio.file.Path;
import java.util.Map;

/** A JVM of its own that writes twenty credentials to the store it is given. */
final class WriterProcess {
    private WriterProcess() {}

    public static void main(String[] arguments) {
        EncryptedFileCredentialStore store = EncryptedFileCredentialStore.open(Path.of(arguments[0]));
        for (int i = 0; i < 20; i++) {
            store.put(new CredentialReference("acme", arguments[1] + i), new Credential("acme", "secret", Map.of()));
        }
    }
}
