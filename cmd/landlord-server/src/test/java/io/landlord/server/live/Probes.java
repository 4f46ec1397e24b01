package io.landlord.server.live;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Handlers that tests hold in their hands: {@code test.gate} with a {@code name} waits until that gate is opened,
 * {@code test.tell} gives and logs what a handler is told of its call.
 */
public final class Probes {
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> reached = new ConcurrentHashMap<>();

    Probes(TaskHandlers handlers) {
        handlers.register(new Named("test.gate", this::waitAt)).register(new Named("test.tell", Probes::tell));
    }

    /** Lets all through that wait, or will wait, at this gate. */
    public void open(String gate) {
        latch(gates, gate).countDown();
    }

    /** Returns once somebody waits at this gate. */
    public void awaitReached(String gate) {
        try {
            if (!latch(reached, gate).await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came to " + gate);
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    private JsonNode waitAt(JsonNode arguments, TaskContext context) throws InterruptedException {
        String gate = arguments.get("name").stringValue();
        latch(reached, gate).countDown();
        if (!latch(gates, gate).await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody opened " + gate);
        }
        return JsonNodeFactory.instance.objectNode().put("passed", gate);
    }

    private static JsonNode tell(JsonNode arguments, TaskContext context) {
        LoggerFactory.getLogger(Probes.class).info("told");
        return JsonNodeFactory.instance.objectNode().put("correlation", context.correlationId());
    }

    private static CountDownLatch latch(Map<String, CountDownLatch> latches, String name) {
        return latches.computeIfAbsent(name, unused -> new CountDownLatch(1));
    }

    private interface Work {
        JsonNode handle(JsonNode arguments, TaskContext context) throws TaskFailure, InterruptedException;
    }

    private record Named(String name, Work work) implements TaskHandler {
        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
            return work.handle(arguments, context);
        }
    }
}
