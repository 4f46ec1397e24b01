package io.landlord.provisioner.postgres;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * One handler: reads the arguments, does its work with connections of its own, and turns what goes wrong into a task's failure.
 * The work ends early when the calling thread is interrupted or the call is cancelled.
 *
 * @param name the handler's name
 * @param doing what it does, after "could not"
 * @param arguments the names of the arguments it knows
 */
record Step(String name, String doing, PostgresServer server, List<String> arguments, Work work)
        implements TaskHandler {
    private static final long POLL_MILLIS = 200;

    /** What a step does. */
    interface Work {
        JsonNode run(Call call) throws SQLException, InterruptedException;
    }

    /** What the work of one call may use. */
    record Call(Arguments arguments, Sessions sessions, TaskContext context) {
        /** Ends work whose result nobody wants any more; asked right before something is made. */
        void stopIfCancelled() throws InterruptedException {
            if (context.isCancelled()) {
                throw new InterruptedException("the call was cancelled");
            }
        }
    }

    @Override
    public JsonNode handle(JsonNode values, TaskContext context) throws InterruptedException {
        Arguments checked = new Arguments(values, arguments);
        try (Sessions sessions = new Sessions(server)) {
            FutureTask<JsonNode> task = new FutureTask<>(() -> work.run(new Call(checked, sessions, context)));
            Thread.ofVirtual().name(name).start(task);
            return await(task, sessions, context);
        }
    }

    private JsonNode await(FutureTask<JsonNode> task, Sessions sessions, TaskContext context)
            throws InterruptedException {
        try {
            while (!context.isCancelled()) {
                try {
                    return task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    continue;
                }
            }
        } catch (InterruptedException e) {
            abandon(task, sessions);
            throw e;
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
        abandon(task, sessions);
        throw new InterruptedException("the call was cancelled");
    }

    private static void abandon(FutureTask<JsonNode> task, Sessions sessions) {
        // The query first: an interrupted driver closes its socket, and then the server cannot be told.
        sessions.abort();
        task.cancel(true);
    }

    private RuntimeException failure(Throwable cause) throws InterruptedException {
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof TaskFailure failure) {
            return failure;
        }
        SQLException sql = Failures.sqlCause(cause);
        if (sql != null) {
            return Failures.of(doing, sql);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
    }
}
