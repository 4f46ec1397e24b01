package io.landlord.tck;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A handler that answers its first call with the first answer, its second with the second, and all further ones with the
 * last; and that remembers every call.
 */
public final class RecordingHandler implements TaskHandler {
    /** What a handler was told. */
    public record Call(
            JsonNode arguments,
            @Nullable String tenant,
            String executionId,
            String executionName,
            String correlationId,
            String path,
            String pointer,
            int attempt,
            String idempotencyKey,
            String attemptKey) {

        private static Call of(JsonNode arguments, TaskContext context) {
            return new Call(
                    Json.read(arguments.toString()),
                    context.tenant(),
                    context.executionId(),
                    context.executionName(),
                    context.correlationId(),
                    context.path(),
                    context.pointer(),
                    context.attempt(),
                    context.idempotencyKey(),
                    context.attemptKey());
        }
    }

    private final String name;
    private final List<Answer> answers;
    private final List<Call> calls = new ArrayList<>();

    public RecordingHandler(String name, List<Answer> answers) {
        this.name = name;
        this.answers = List.copyOf(answers);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
        return answers.get(Math.min(record(arguments, context), answers.size()) - 1)
                .to(arguments, context);
    }

    private synchronized int record(JsonNode arguments, TaskContext context) {
        calls.add(Call.of(arguments, context));
        return calls.size();
    }

    /** The calls so far, in the order they came. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }
}
