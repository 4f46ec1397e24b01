package io.landlord.provisioner.postgres;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The comment by which Landlord knows what it made. What has no such comment belongs to somebody else and is never touched.
 *
 * @param tenant whose it is
 * @param claim which claim it was made under, so that undoing one provisioning never removes what another made; {@code null} for
 *     none
 */
record Marker(String tenant, @Nullable String claim) {
    /** What the comment of everything of ours begins with. */
    static final String PREFIX = "managed by landlord, tenant ";

    private static final String CLAIM = ", claim ";

    String text() {
        return PREFIX + tenant + (claim == null ? "" : CLAIM + claim);
    }

    static Optional<Marker> parse(@Nullable String comment) {
        if (comment == null || !comment.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String rest = comment.substring(PREFIX.length());
        int claim = rest.indexOf(CLAIM);
        return Optional.of(
                claim < 0
                        ? new Marker(rest, null)
                        : new Marker(rest.substring(0, claim), rest.substring(claim + CLAIM.length())));
    }

    /** Whether the comment marks a thing of this tenant. */
    static boolean marks(@Nullable String comment, Tenant tenant) {
        return parse(comment)
                .filter(marker -> marker.tenant().equals(tenant.name()))
                .isPresent();
    }

    /** Whether a thing that was made under one claim may be removed under another; no claim removes everything. */
    static boolean covers(@Nullable String removing, @Nullable String made) {
        return removing == null || removing.equals(made);
    }
}
