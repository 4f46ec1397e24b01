package io.landlord.control.tenant;

import org.jspecify.annotations.Nullable;

/**
 * What can happen to a tenant, and the state it has then. All there is to know of a tenant's states is in this table.
 */
public enum TenantChange {
    /** It is asked for, or something else of it is. */
    APPLY,
    /** Its removal is asked for. */
    REMOVE,
    /** Its newest operation begins. */
    BEGIN,
    /** Its newest operation made or changed it. */
    MADE,
    /** Its newest operation removed it. */
    REMOVED,
    /** Its newest operation failed. */
    FAIL,
    /** Something of an older operation happened, which decides nothing. */
    NOTE;

    /** The state after this change; {@code null} where it cannot happen. */
    public @Nullable TenantState after(TenantState state) {
        return switch (this) {
            case APPLY ->
                switch (state) {
                    case REQUESTED, PROVISIONING, READY, FAILED, DELETED -> TenantState.REQUESTED;
                    case DELETING -> null;
                };
            case REMOVE ->
                switch (state) {
                    case REQUESTED, PROVISIONING, READY, FAILED -> TenantState.DELETING;
                    case DELETING, DELETED -> null;
                };
            case BEGIN ->
                switch (state) {
                    case REQUESTED -> TenantState.PROVISIONING;
                    case DELETING -> TenantState.DELETING;
                    case PROVISIONING, READY, FAILED, DELETED -> null;
                };
            case MADE ->
                switch (state) {
                    case PROVISIONING -> TenantState.READY;
                    case REQUESTED, READY, FAILED, DELETING, DELETED -> null;
                };
            case REMOVED ->
                switch (state) {
                    case DELETING -> TenantState.DELETED;
                    case REQUESTED, PROVISIONING, READY, FAILED, DELETED -> null;
                };
            case FAIL ->
                switch (state) {
                    case REQUESTED, PROVISIONING, DELETING -> TenantState.FAILED;
                    case READY, FAILED, DELETED -> null;
                };
            case NOTE -> state;
        };
    }
}
