package io.landlord.cli.local;

import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.program.Program;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What {@code run} needs of an engine. */
interface Engine extends AutoCloseable {

    /** Deploys and starts, or finds what was started before under this name with this input; the id of the execution. */
    String start(WorkflowSpec spec, JsonNode input, @Nullable String name);

    void stop(String executionId, String reason);

    /** Shows what is seen of it to the watcher until the execution has ended. */
    ExecutionStatus await(String executionId, Consumer<ExecutionStatus> watcher) throws InterruptedException;

    /** The canonical trace: a fold of the journal. */
    JsonNode trace(Program program, String executionId);

    /** Where the engine shows the execution to people, and what it has cost so far; empty for an engine that keeps nothing. */
    Optional<Place> place(String executionId);

    @Override
    void close();

    /**
     * An execution as its engine knows it.
     *
     * @param address of the engine
     * @param url where its UI shows the execution; {@code null} when nobody knows where the UI is
     * @param runs how many runs of the engine it took
     * @param events how long the engine's history of it is
     * @param created whether this command started it
     */
    record Place(
            String engine,
            String address,
            String namespace,
            String executionId,
            @Nullable String url,
            int runs,
            long events,
            boolean created) {}
}
