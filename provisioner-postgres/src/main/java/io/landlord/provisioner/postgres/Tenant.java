package io.landlord.provisioner.postgres;

import io.landlord.api.credential.CredentialReference;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The names of everything a tenant has on the server. Two tenants never share one: tenants' names have no {@code _}, so writing
 * {@code _} for {@code -} keeps them apart.
 */
record Tenant(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    static Optional<Tenant> named(String name) {
        return NAME.matcher(name).matches() ? Optional.of(new Tenant(name)) : Optional.empty();
    }

    String role() {
        return "tenant_" + name.replace('-', '_');
    }

    String database() {
        return role();
    }

    CredentialReference credential() {
        return new CredentialReference(name, "database");
    }
}
