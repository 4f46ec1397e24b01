package io.landlord.examples.provisioner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file by which we know what we made. A directory without it belongs to somebody else and is never touched.
 *
 * @param tenant whose share it is
 * @param claim the claim it was made under, so that undoing one provisioning never removes what another made
 * @param keyDigest what the tenant's key must digest to
 */
record Marker(String tenant, @Nullable String claim, String keyDigest) {
    private static final String FILE = ".landlord.json";

    /** The marker in a directory, if there is one. */
    static Optional<Marker> in(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonMapper.shared().readValue(Files.readAllBytes(file), Marker.class));
        } catch (JacksonException e) {
            throw new IOException("the marker " + file + " cannot be read", e);
        }
    }

    void writeTo(Path directory) throws IOException {
        Path ignored = Files.write(directory.resolve(FILE), JsonMapper.shared().writeValueAsBytes(this));
    }

    /** Whether what bears the second claim may be removed under the first. Without a claim, everything may. */
    static boolean covers(@Nullable String claim, @Nullable String made) {
        return claim == null || claim.equals(made);
    }
}
