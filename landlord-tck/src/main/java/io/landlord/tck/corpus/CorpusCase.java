package io.landlord.tck.corpus;

import io.landlord.api.execution.ExecutionState;
import io.landlord.api.graph.NodePhase;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One case of the corpus.
 *
 * @param name its file without the ending, {@code fork/join-order}
 * @param title what it shows, a sentence
 * @param rule where that is written
 * @param definition the document
 * @param workflows the documents of the other workflows it runs
 * @param input what the execution is started with
 * @param timeout the deployment's, when it has one
 * @param retryPolicy the deployment's, when it has one
 * @param nodes the nodes that a graph can name; the handler of each answers as {@code handlers} says
 * @param handlers what each handler answers, in the order it is called; every answer must be asked for, and no more
 * @param expected what must come of it
 */
public record CorpusCase(
        String name,
        String title,
        String rule,
        String definition,
        List<String> workflows,
        JsonNode input,
        @Nullable Duration timeout,
        @Nullable RetryPolicy retryPolicy,
        Map<String, Phase> nodes,
        Map<String, List<Reply>> handlers,
        Expected expected) {

    /** What a node does before its handler is called, and another name for it. */
    public record Phase(NodePhase phase, @Nullable String alias) {}

    /**
     * What a handler does when it is called: lets time pass, sends events to the execution that called it, then gives its result, fails or breaks.
     *
     * @param after how much of the engine's time passes first
     * @param signals the CloudEvents that it sends; their version may be left out
     * @param result the result; {@code null} when it fails or breaks
     * @param failure the failure; {@code null} when it does not fail
     * @param fault the message of the exception that was not foreseen; {@code null} when there is none
     */
    public record Reply(
            Duration after,
            List<JsonNode> signals,
            @Nullable JsonNode result,
            @Nullable Failure failure,
            @Nullable String fault) {}

    /** A typed failure of a handler. */
    public record Failure(String type, int status, String title, String detail, boolean retryable) {}

    /** An error, as far as engines must agree on it. */
    public record Problem(String type, int status, String instance) {}

    /**
     * How the execution must end.
     *
     * @param state its state
     * @param output its output; {@code null} unless it succeeds
     * @param error its error; {@code null} when it succeeds
     * @param compensated whether anything was undone
     * @param compensationError the first error of undoing; {@code null} when there is none
     * @param calls the arguments of each handler's calls in order, of the handlers that are worth it
     * @param trace the canonical trace
     */
    public record Expected(
            ExecutionState state,
            @Nullable JsonNode output,
            @Nullable Problem error,
            boolean compensated,
            @Nullable Problem compensationError,
            Map<String, List<JsonNode>> calls,
            JsonNode trace) {}

    /** Whether events are sent into its execution. */
    boolean hasSignals() {
        return handlers.values().stream()
                .anyMatch(replies ->
                        replies.stream().anyMatch(reply -> !reply.signals().isEmpty()));
    }

    /** The other workflows to deploy, before the case's own. */
    List<WorkflowSpec> others() {
        List<WorkflowSpec> others = new ArrayList<>();
        for (String other : workflows) {
            others.add(WorkflowSpec.of("corpus-" + (others.size() + 1), other));
        }
        return others;
    }

    /** Whether it has workflows run other workflows. */
    boolean hasChildren() {
        return definition.contains("workflow:");
    }

    /** The case as a workflow to deploy. */
    public WorkflowSpec spec() {
        return WorkflowSpec.of("corpus", definition).withTimeout(timeout).withRetryPolicy(retryPolicy);
    }
}
