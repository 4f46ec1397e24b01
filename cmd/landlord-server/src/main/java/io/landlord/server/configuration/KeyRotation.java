package io.landlord.server.configuration;

import io.landlord.api.error.LandlordException;
import io.landlord.control.credential.JdbcCredentialStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;

/**
 * Brings all credentials under the newest master key at each start, before the server is ready: a key is taken out of use by
 * putting another before it and starting the servers again. Safe beside other servers; what could not be done is done at the
 * next start, and until then the older keys still open.
 */
record KeyRotation(JdbcCredentialStore credentials) implements ApplicationRunner {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeyRotation.class);

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            int rotated = credentials.rotate();
            if (rotated > 0) {
                LOGGER.atInfo()
                        .addKeyValue("credentials", rotated)
                        .addKeyValue("masterKey", credentials.newestKey())
                        .log("sealed credentials with the newest master key; the older ones are not needed any more");
            }
        } catch (LandlordException failure) {
            LOGGER.atWarn()
                    .addKeyValue("code", failure.code().wireName())
                    .log(
                            "credentials could not be brought under the newest master key; keep the older ones: {}",
                            failure.getMessage());
        }
    }
}
