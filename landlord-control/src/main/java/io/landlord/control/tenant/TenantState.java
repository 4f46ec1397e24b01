package io.landlord.control.tenant;

import java.util.Locale;

/** The states of a tenant. */
public enum TenantState {
    /** Asked for; its operation has not begun. */
    REQUESTED,
    /** Its operation runs. */
    PROVISIONING,
    READY,
    /** Its last operation failed; the tenant says why. Apply it again, or delete it. */
    FAILED,
    /** Its removal was asked for, or runs. */
    DELETING,
    /** Gone; its record and history stay. It can be applied again. */
    DELETED;

    /** The name used in documents and answers, {@code ready}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
