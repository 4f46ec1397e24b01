package io.landlord.api.credential;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What somebody needs to log in to a resource. Its text form hides the password.
 *
 * @param username whom to log in as
 * @param password the secret
 * @param properties what else is needed and is no secret, {@code url} for one
 */
public record Credential(String username, String password, Map<String, String> properties) {
    public Credential {
        requireNonNull(username, "username");
        requireNonNull(password, "password");
        properties = Map.copyOf(properties);
    }

    @Override
    public String toString() {
        return "Credential[username=" + username + ", password=***, properties=" + properties + "]";
    }
}
