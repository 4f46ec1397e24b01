package io.landlord.api.credential;

import static java.util.Objects.requireNonNull;

/**
 * The name of a credential: safe in workflow data, logs and answers, for it tells nothing about the secret.
 *
 * @param tenant whose credential it is
 * @param name which of the tenant's credentials, {@code database}
 */
public record CredentialReference(String tenant, String name) {
    private static final String SCHEME = "credential:";

    public CredentialReference {
        requireNonNull(tenant, "tenant");
        requireNonNull(name, "name");
        if (tenant.isEmpty() || name.isEmpty() || tenant.contains("/") || name.contains("/")) {
            throw new IllegalArgumentException(
                    "tenant and name must not be empty or contain '/': " + tenant + ", " + name);
        }
    }

    /** The reference written as {@code credential:tenant/name}. */
    public String text() {
        return SCHEME + tenant + "/" + name;
    }

    /** Reads what {@link #text()} wrote. */
    public static CredentialReference parse(String text) {
        int slash = text.indexOf('/');
        if (!text.startsWith(SCHEME) || slash < 0) {
            throw new IllegalArgumentException("not a credential reference (credential:tenant/name): " + text);
        }
        return new CredentialReference(text.substring(SCHEME.length(), slash), text.substring(slash + 1));
    }
}
