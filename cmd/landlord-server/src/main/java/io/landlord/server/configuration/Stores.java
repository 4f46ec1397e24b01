package io.landlord.server.configuration;

import io.landlord.control.credential.MasterKeys;
import io.landlord.control.store.ControlDatabase;
import io.landlord.control.store.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens the server's database and finds its keys, as the configuration says. */
final class Stores {
    private static final String FILE = "landlord.db";
    private static final String KEYS = "master.keys";

    private Stores() {}

    static ControlDatabase database(LandlordProperties properties) {
        LandlordProperties.Database database = properties.database();
        String url = database.url();
        return url != null && hasText(url)
                ? ControlDatabase.open(new Settings(url, database.username(), database.password(), database.poolSize()))
                : ControlDatabase.inFile(properties.dataDirectory().resolve(FILE));
    }

    /**
     * A key that is made up is only right where its file is as safe as the database: beside it. Several servers with keys of
     * their own could not read each other's credentials.
     */
    static MasterKeys masterKeys(LandlordProperties properties) {
        String keys = properties.credentials().keys();
        Path file = properties.credentials().keyFile();
        if (keys != null && hasText(keys)) {
            if (file != null) {
                throw new Misconfiguration(
                        "landlord.credentials.keys and landlord.credentials.key-file are both set",
                        "Leave out one of them.");
            }
            return MasterKeys.parse(keys);
        }
        if (file != null) {
            return MasterKeys.inFile(file);
        }
        if (hasText(properties.database().url())) {
            throw new Misconfiguration(
                    "a database is configured, but no master keys to seal tenants' credentials with",
                    "Set landlord.credentials.key-file or landlord.credentials.keys to a line like"
                            + " 2026-11:<32 random bytes in Base64>; `openssl rand -base64 32` makes them.");
        }
        return MasterKeys.inFileOrNew(properties.dataDirectory().resolve(KEYS));
    }

    private static boolean hasText(@Nullable String text) {
        return text != null && !text.isBlank();
    }
}
