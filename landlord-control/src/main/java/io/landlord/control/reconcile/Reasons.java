package io.landlord.control.reconcile;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.Compensation;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.control.operation.Operation;
import io.landlord.control.operation.Reason;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says why an operation failed and what to do about it. */
final class Reasons {
    private Reasons() {}

    /** Of an execution that ended otherwise than by success. */
    static Reason of(Operation operation, ExecutionStatus status) {
        ExecutionError error = status.error();
        String pointer = error == null || error.pointer().isEmpty() ? null : error.pointer();
        String task = task(pointer);
        String detail = detail(error);
        String message = switch (status.state()) {
            case FAILED -> task == null ? "the workflow failed: " + detail : "task '" + task + "' failed: " + detail;
            case TIMED_OUT -> "the workflow took too long: " + detail;
            case CANCELLED -> "the execution was stopped: " + detail;
            case PENDING, RUNNING, PAUSED, SUCCEEDED ->
                throw new IllegalStateException("an execution does not fail as " + status.state());
        };
        return new Reason(
                "execution_" + status.state().wireName(),
                message + undoing(status.compensation()),
                hint(operation),
                task,
                pointer,
                status.executionId());
    }

    /** Of an execution that could not be started, or that the engine itself gave up. */
    static Reason of(Operation operation, LandlordException failure) {
        String problems = failure.diagnostics().stream()
                .filter(Diagnostic::isError)
                .limit(3)
                .map(Diagnostic::message)
                .collect(Collectors.joining("; "));
        return new Reason(
                failure.code().wireName(),
                failure.getMessage() + (problems.isEmpty() ? "" : ": " + problems),
                hint(operation),
                null,
                null,
                operation.executionId());
    }

    /** Of a fault of Landlord's own. Its text may hold anything, so it only goes to the log. */
    static Reason ofFault(Operation operation, Throwable fault) {
        return new Reason(
                ErrorCode.INTERNAL.wireName(),
                "a fault of Landlord's own keeps the operation from going on: "
                        + fault.getClass().getSimpleName(),
                "the servers' logs have the details under operation " + operation.id() + "; once it is mended, "
                        + ways(operation),
                null,
                null,
                operation.executionId());
    }

    private static String hint(Operation operation) {
        return "fix what the message says and " + ways(operation);
    }

    private static String ways(Operation operation) {
        String tenant = operation.tenant();
        return switch (operation.kind()) {
            case CREATE, UPDATE ->
                "apply again: landlord tenant apply " + tenant + "; or give it up: landlord tenant delete " + tenant;
            case DELETE ->
                "delete again: landlord tenant delete " + tenant + "; or keep it: landlord tenant apply " + tenant;
        };
    }

    private static String detail(@Nullable ExecutionError error) {
        if (error == null) {
            return "the engine does not say why";
        }
        if (error.detail() != null) {
            return error.detail();
        }
        return error.title() == null ? error.type() : error.title();
    }

    private static String undoing(@Nullable Compensation compensation) {
        if (compensation == null || compensation.complete()) {
            return "";
        }
        ExecutionError error = compensation.error();
        String task = error == null ? null : task(error.pointer());
        return "; undoing it failed too" + (task == null ? "" : " in task '" + task + "'") + ": " + detail(error);
    }

    /** The task's name is the last part of its pointer. */
    private static @Nullable String task(@Nullable String pointer) {
        if (pointer == null || pointer.isEmpty()) {
            return null;
        }
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }
}
