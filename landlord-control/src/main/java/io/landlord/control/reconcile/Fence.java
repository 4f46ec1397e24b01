package io.landlord.control.reconcile;

import io.landlord.api.error.LandlordException;
import io.landlord.api.handler.CallInterceptor;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.control.operation.OperationIds;
import io.landlord.control.store.ControlDatabase;
import tools.jackson.databind.JsonNode;

/**
 * Keeps the handlers of a server that was taken for dead from doing harm: it refuses every call of an attempt at an operation
 * that is not the current one of a running operation, also the calls of its compensation. Other executions pass.
 *
 * <p>Register it before the providers are used: {@code handlers.intercept(new Fence(database))}.
 */
public final class Fence implements CallInterceptor {
    private static final String TYPE = "urn:landlord:error:superseded";
    private static final int CONFLICT = 409;

    private final ControlDatabase database;

    public Fence(ControlDatabase database) {
        this.database = database;
    }

    /**
     * @throws TaskFailure of status 409, never to be tried again, when the attempt is not the current one; one that may be tried
     *     again when the database cannot be asked
     */
    @Override
    public JsonNode around(String handler, TaskContext context, Call call) throws InterruptedException {
        OperationIds.Attempt attempt =
                OperationIds.attempt(context.executionName()).orElse(null);
        if (attempt != null && isSuperseded(attempt)) {
            throw new TaskFailure(
                    TYPE,
                    CONFLICT,
                    "Superseded",
                    "attempt " + attempt.number() + " at operation " + attempt.operation()
                            + " is superseded: it is another server's, or the operation has ended",
                    false,
                    null);
        }
        return call.proceed();
    }

    private boolean isSuperseded(OperationIds.Attempt attempt) {
        try {
            return database.jdbc()
                    .sql("SELECT state, attempt FROM operations WHERE id = :id")
                    .param("id", attempt.operation())
                    .query((row, number) ->
                            !row.getString("state").equals("running") || row.getInt("attempt") != attempt.number())
                    .optional()
                    .orElse(false);
        } catch (LandlordException unavailable) {
            throw TaskFailure.retryable(
                    "whether operation " + attempt.operation() + " is still current is not known: "
                            + unavailable.getMessage(),
                    unavailable);
        }
    }
}
