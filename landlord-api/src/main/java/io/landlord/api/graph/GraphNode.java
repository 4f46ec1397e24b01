package io.landlord.api.graph;

import static java.util.Objects.requireNonNull;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A node: a step of a graph that names it goes through the node's phase, then calls its task handler once.
 *
 * <p>The handler is an ordinary one and registered under the node's name with it; its arguments are a {@link NodeCall} and
 * its result a {@link NodeResult}, anything else is a {@code runtime} error. A handler that fails fails the execution, after
 * the attempts its retry policy allows; but a step that says where {@code not_satisfied} leads takes the failure for that.
 *
 * @param name the name steps call it by, and the name of its activity
 * @param aliases other names for it
 * @param phase what happens in the workflow before the handler is called
 * @param properties what a step's {@code with} may have
 * @param handler what does the side effect, of the same name
 * @param options of the handler's calls; an attempt takes {@link #LONGEST_CALL} at the most
 */
public record GraphNode(
        String name,
        List<String> aliases,
        NodePhase phase,
        NodeProperties properties,
        TaskHandler handler,
        HandlerOptions options) {
    /** The longest that one attempt at a node's call may take, and what it has unless it declares less. */
    public static final Duration LONGEST_CALL = Duration.ofMinutes(10);

    /** @throws IllegalArgumentException for a timeout of more than {@link #LONGEST_CALL} */
    public GraphNode {
        requireNonNull(phase, "phase");
        requireNonNull(properties, "properties");
        aliases = List.copyOf(aliases);
        if (!handler.name().equals(name)) {
            throw new IllegalArgumentException("the node '" + name + "' has the task handler '" + handler.name() + "'");
        }
        Duration timeout = options.timeout();
        if (timeout == null) {
            options = options.withTimeout(LONGEST_CALL);
        } else if (timeout.compareTo(LONGEST_CALL) > 0) {
            throw new IllegalArgumentException(
                    "a call of the node '" + name + "' may take " + LONGEST_CALL + " at the most, not " + timeout);
        }
        handler = handler instanceof Checked ? handler : new Checked(handler);
    }

    /** A node with this phase and any {@code with}, whose calls have no defaults of their own. */
    public static GraphNode of(String name, NodePhase phase, NodeTask task) {
        return of(phase, new Typed(name, task));
    }

    /** A node around a task handler, with its name. */
    public static GraphNode of(NodePhase phase, TaskHandler handler) {
        return new GraphNode(handler.name(), List.of(), phase, NodeProperties.ANY, handler, HandlerOptions.NONE);
    }

    public GraphNode withAliases(String... newAliases) {
        return new GraphNode(name, List.of(newAliases), phase, properties, handler, options);
    }

    public GraphNode withProperties(NodeProperties newProperties) {
        return new GraphNode(name, aliases, phase, newProperties, handler, options);
    }

    public GraphNode withOptions(HandlerOptions newOptions) {
        return new GraphNode(name, aliases, phase, properties, handler, newOptions);
    }

    private record Typed(String name, NodeTask task) implements TaskHandler {
        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
            return task.run(NodeCall.of(arguments), context).toJson();
        }
    }

    /** Lets nothing but results out. */
    private record Checked(TaskHandler handler) implements TaskHandler {
        @Override
        public String name() {
            return handler.name();
        }

        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
            return NodeResult.of(handler.handle(arguments, context))
                    .orElseThrow(() -> TaskFailure.of(
                            StandardError.RUNTIME,
                            "the node '" + name() + "' gave something else than {eventType, error, node}",
                            false,
                            null))
                    .toJson();
        }
    }
}
