package io.landlord.api.error;

import java.util.Locale;

/** Every way Landlord refuses a request, as stable names for programs to branch on. */
public enum ErrorCode {
    PROVIDER_NOT_FOUND(ErrorCategory.NOT_FOUND),
    PROVIDER_CONFLICT(ErrorCategory.CONFLICT),
    INVALID_SPEC(ErrorCategory.INVALID),
    WORKFLOW_NOT_FOUND(ErrorCategory.NOT_FOUND),
    WORKFLOW_CONFLICT(ErrorCategory.CONFLICT),
    EXECUTION_NOT_FOUND(ErrorCategory.NOT_FOUND),
    EXECUTION_CONFLICT(ErrorCategory.CONFLICT),
    EXECUTION_FAILED(ErrorCategory.INTERNAL),
    HANDLER_CONFLICT(ErrorCategory.CONFLICT),
    CAPABILITY_UNSUPPORTED(ErrorCategory.UNSUPPORTED),
    PROVIDER_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    TENANT_NOT_FOUND(ErrorCategory.NOT_FOUND),
    TENANT_CONFLICT(ErrorCategory.CONFLICT),
    PLAN_NOT_FOUND(ErrorCategory.NOT_FOUND),
    PLAN_CONFLICT(ErrorCategory.CONFLICT),
    TEMPLATE_NOT_FOUND(ErrorCategory.NOT_FOUND),
    TEMPLATE_CONFLICT(ErrorCategory.CONFLICT),
    OPERATION_NOT_FOUND(ErrorCategory.NOT_FOUND),
    /** What is to be changed has been changed by somebody else since the caller read it. */
    VERSION_CONFLICT(ErrorCategory.CONFLICT),
    STORE_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
    INTERNAL(ErrorCategory.INTERNAL);

    private final ErrorCategory category;

    ErrorCode(ErrorCategory category) {
        this.category = category;
    }

    /** The category from which everything else about this failure follows. */
    public ErrorCategory category() {
        return category;
    }

    /** The name used in documents and answers, {@code workflow_not_found}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
