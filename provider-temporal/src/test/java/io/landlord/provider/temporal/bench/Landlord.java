package io.landlord.provider.temporal.bench;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.provider.temporal.TemporalProvider;
import io.landlord.provider.temporal.TemporalSettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The same through the provider. */
final class Landlord implements Side, AutoCloseable {
    private static final class Work implements TaskHandler {
        @Override
        public String name() {
            return "work";
        }

        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) {
            return arguments;
        }
    }

    private final TemporalProvider provider;
    private final String prefix;
    private final AtomicInteger count = new AtomicInteger();

    Landlord(TemporalSettings settings) {
        this.provider = TemporalProvider.open(new TaskHandlers().register(new Work()), settings);
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
        return prefix
                + provider.startExecution(
                                scenario.name(),
                                new ExecutionInput(
                                        "e" + count.incrementAndGet(), JsonNodeFactory.instance.objectNode(), Map.of()))
                        .executionId();
    }

    @Override
    public void close() {
        provider.close();
    }
}
