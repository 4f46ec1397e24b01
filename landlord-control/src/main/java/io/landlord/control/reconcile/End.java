package io.landlord.control.reconcile;

import io.landlord.control.operation.Operation;
import io.landlord.control.operation.Reason;
import io.landlord.control.tenant.TenantChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How the work on an operation ended. */
sealed interface End {

    /** Its execution succeeded. */
    record Succeeded(JsonNode outputs) implements End {}

    /** Its execution ended otherwise, or could never be started. */
    record Failed(Reason reason) implements End {}

    default Operation.State state() {
        return switch (this) {
            case Succeeded succeeded -> Operation.State.SUCCEEDED;
            case Failed failed -> Operation.State.FAILED;
        };
    }

    /** What this means for the tenant. */
    default TenantChange change(Operation.Kind kind) {
        return switch (this) {
            case Succeeded succeeded ->
                switch (kind) {
                    case CREATE, UPDATE -> TenantChange.MADE;
                    case DELETE -> TenantChange.REMOVED;
                };
            case Failed failed -> TenantChange.FAIL;
        };
    }

    default @Nullable Reason failure() {
        return switch (this) {
            case Succeeded succeeded -> null;
            case Failed failed -> failed.reason();
        };
    }
}
