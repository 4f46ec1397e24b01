package io.landlord.provider.temporal.bench;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.provider.temporal.TemporalProvider;
import io.landlord.provider.temporal.TemporalSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The same through the provider. */
final class Landlord implements Side, AutoCloseable {
    private record Work(Duration work) implements TaskHandler {
        @Override
        public String name() {
            return "work";
        }

        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
            if (work.isPositive()) {
                TimeUnit.NANOSECONDS.sleep(work.toNanos());
            }
            return arguments;
        }
    }

    private final TemporalProvider provider;
    private final String prefix;
    private final AtomicInteger count = new AtomicInteger();

    Landlord(TemporalSettings settings) {
        this(settings, Duration.ZERO);
    }

    /** @param work how long a call takes */
    Landlord(TemporalSettings settings, Duration work) {
        this.provider = TemporalProvider.open(new TaskHandlers().register(new Work(work)), settings);
        this.prefix = settings.idPrefix();
    }

    @Override
    public String name() {
        return "landlord";
    }

    void deploy(Scenario scenario) {
        var ignored = provider.createWorkflow(WorkflowSpec.of(scenario.name(), """
                document:
                  dsl: '1.0.3'
                  namespace: bench
                  name: bench
                  version: '1.0.0'
                do:
                """ + scenario.tasks()));
    }

    @Override
    public String start(Scenario scenario) {
        return start(scenario, Map.of());
    }

    String start(Scenario scenario, Map<String, String> tags) {
        return prefix
                + provider.startExecution(
                                scenario.name(),
                                new ExecutionInput(
                                        "e" + count.incrementAndGet(), JsonNodeFactory.instance.objectNode(), tags))
                        .executionId();
    }

    @Override
    public void close() {
        provider.close();
    }
}
