package io.landlord.provisioner.postgres;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The comment by which Landlord knows what it made. What has no such comment belongs to somebody else and is never touched.
 *
 * <p>A tenant owns its database and so may change that comment, but not the one of its role. That is why a role's mark tells also
 * whether the database was made.
 *
 * @param tenant whose it is
 * @param hasDatabase on a role: whether the database that the role owns is ours
 * @param claim which claim it was made under, so that undoing one provisioning never removes what another made; {@code null} for
 *     none
 */
record Marker(String tenant, boolean hasDatabase, @Nullable String claim) {
    /** What the comment of everything of ours begins with. */
    static final String PREFIX = "managed by landlord, tenant ";

    private static final String WITH_DATABASE = ", with database";
    private static final String CLAIM = ", claim ";
    private static final Pattern TEXT =
            Pattern.compile(PREFIX + "([a-z0-9-]+)(" + WITH_DATABASE + ")?(?:" + CLAIM + "(\\S+))?");

    Marker(Tenant tenant, @Nullable String claim) {
        this(tenant.name(), false, claim);
    }

    Marker withDatabase() {
        return new Marker(tenant, true, claim);
    }

    String text() {
        return PREFIX + tenant + (hasDatabase ? WITH_DATABASE : "") + (claim == null ? "" : CLAIM + claim);
    }

    /** The mark in a comment, if it is one of this tenant. */
    static Optional<Marker> of(Tenant tenant, @Nullable String comment) {
        Matcher matcher = TEXT.matcher(comment == null ? "" : comment);
        if (!matcher.matches() || !tenant.name().equals(matcher.group(1))) {
            return Optional.empty();
        }
        return Optional.of(new Marker(tenant.name(), matcher.group(2) != null, matcher.group(3)));
    }

    /** Whether a thing that was made under one claim may be removed under another; no claim removes everything. */
    static boolean covers(@Nullable String removing, @Nullable String made) {
        return removing == null || removing.equals(made);
    }
}
