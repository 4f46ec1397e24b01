package io.landlord.handlers.node;

import io.landlord.api.graph.GraphNode;
import io.landlord.api.graph.NodePhase;
import io.landlord.api.graph.NodeProperties;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The nodes that every Landlord has.
 *
 * <ul>
 *   <li>{@code send_message}: waits {@code delay}, then writes {@code to}, {@code message} and {@code data} to the log
 *   <li>{@code wait_answer}: waits for the signal {@code client-answered}, for {@code timeout}, a minute unless given
 *   <li>{@code notify_creator}: writes {@code to}, {@code message} and {@code data} to the log
 *   <li>{@code webhook}, also {@code timeout_webhook}: posts {@code body} to {@code url}, with {@code headers}
 *   <li>{@code explicity_wait}, also {@code explicit_wait}: waits {@code delay}, 15 seconds unless given
 * </ul>
 */
public final class ShippedNodes {
    private static final Duration ANSWER = Duration.ofMinutes(1);
    private static final Duration EXPLICIT = Duration.ofSeconds(15);
    private static final Duration POST = Duration.ofMinutes(1);
    private static final RetryPolicy POST_AGAIN =
            new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(10), 0, Set.of());

    private ShippedNodes() {}

    /**
     * Registers all of them.
     *
     * @return the registry that was given
     */
    public static TaskHandlers register(TaskHandlers handlers) {
        NodeProperties told = new NodeProperties(List.of(), List.of("to", "message", "data"), true);
        NodeProperties none = NodeProperties.only(List.of(), List.of());
        NodePhase answer = new NodePhase.Signal("client-answered", ANSWER, "ClientAnswered");
        return handlers.register(GraphNode.of("send_message", NodePhase.sleep(), new ToldNode())
                        .withProperties(told))
                .register(GraphNode.of("wait_answer", answer, (call, context) -> call.result())
                        .withProperties(none))
                .register(GraphNode.of("notify_creator", NodePhase.none(), new ToldNode())
                        .withProperties(told))
                .register(GraphNode.of("webhook", NodePhase.none(), new WebhookNode())
                        .withAliases("timeout_webhook")
                        .withProperties(NodeProperties.only(List.of("url"), List.of("headers", "body")))
                        .withOptions(HandlerOptions.NONE.withTimeout(POST).withRetryPolicy(POST_AGAIN)))
                .register(
                        GraphNode.of("explicity_wait", new NodePhase.Sleep(EXPLICIT), (call, context) -> call.result())
                                .withAliases("explicit_wait")
                                .withProperties(none));
    }
}
