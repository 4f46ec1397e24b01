package io.landlord.tck.corpus;

import io.landlord.api.event.EventMessage;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.provider.AcceptsSignals;
import io.landlord.tck.ProviderFixture;
import io.landlord.tck.corpus.CorpusCase.Failure;
import io.landlord.tck.corpus.CorpusCase.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers as the case says, call by call, and remembers what it was asked. */
final class ScriptedHandler implements TaskHandler {
    private final String name;
    private final List<Reply> replies;
    private final ProviderFixture fixture;
    private final List<JsonNode> calls = new ArrayList<>();

    ScriptedHandler(String name, List<Reply> replies, ProviderFixture fixture) {
        this.name = name;
        this.replies = replies;
        this.fixture = fixture;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
        int call = record(arguments);
        if (call > replies.size()) {
            throw new IllegalStateException("the case foresees " + replies.size() + " calls of " + name);
        }
        Reply reply = replies.get(call - 1);
        if (reply.after().isPositive()) {
            fixture.pass(context, reply.after());
        }
        reply.signals().forEach(signal -> send(context.executionId(), signal));
        if (reply.fault() != null) {
            throw new IllegalStateException(reply.fault());
        }
        if (reply.failure() != null) {
            throw failure(reply.failure());
        }
        return Objects.requireNonNull(reply.result());
    }

    private void send(String executionId, JsonNode signal) {
        ObjectNode event =
                JsonNodeFactory.instance.objectNode().put("specversion", "1.0").put("source", "/corpus");
        signal.properties().forEach(attribute -> event.set(attribute.getKey(), attribute.getValue()));
        ((AcceptsSignals) fixture.provider()).signalExecution(executionId, new EventMessage(event));
    }

    private static TaskFailure failure(Failure failure) {
        return new TaskFailure(
                failure.type(), failure.status(), failure.title(), failure.detail(), failure.retryable(), null);
    }

    private synchronized int record(JsonNode arguments) {
        calls.add(arguments.deepCopy());
        return calls.size();
    }

    synchronized List<JsonNode> calls() {
        return List.copyOf(calls);
    }
}
