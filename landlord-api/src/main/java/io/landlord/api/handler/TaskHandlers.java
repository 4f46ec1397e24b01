package io.landlord.api.handler;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.StandardError;
import io.landlord.api.graph.GraphNode;
import io.landlord.api.graph.GraphNodes;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The task handlers that definitions can call, by name, and the nodes that graphs can name. Safe for use by many threads; open to registration while
 * executions run.
 */
public final class TaskHandlers {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,127}");

    private record Registration(TaskHandler handler, HandlerOptions options) {}

    private final ConcurrentMap<String, Registration> registrations = new ConcurrentHashMap<>();
    private final GraphNodes nodes = new GraphNodes();
    private final List<CallInterceptor> interceptors = new CopyOnWriteArrayList<>();
    private final ResultCache results;

    /** @param clock tells when a cached result is too old */
    public TaskHandlers(Clock clock) {
        this.results = new ResultCache(clock);
    }

    /** A registry on the system's clock. */
    public TaskHandlers() {
        this(Clock.systemUTC());
    }

    /** Registers a handler whose calls have no defaults of their own. */
    public TaskHandlers register(TaskHandler handler) {
        return register(handler, HandlerOptions.NONE);
    }

    /**
     * Registers a handler under its name.
     *
     * @throws IllegalArgumentException for a name that definitions could not use
     * @throws LandlordException {@link ErrorCode#HANDLER_CONFLICT} for a name that is taken
     */
    public TaskHandlers register(TaskHandler handler, HandlerOptions options) {
        String name = handler.name();
        requireName(name);
        if (registrations.putIfAbsent(name, new Registration(handler, options)) != null) {
            throw taken(name);
        }
        return this;
    }

    /**
     * Registers a node under its names, and its handler under the first of them.
     *
     * @throws IllegalArgumentException for a name that definitions could not use
     * @throws LandlordException {@link ErrorCode#HANDLER_CONFLICT} for a name that is taken; then nothing is registered
     */
    public synchronized TaskHandlers register(GraphNode node) {
        requireName(node.name());
        node.aliases().forEach(TaskHandlers::requireName);
        if (registrations.containsKey(node.name())) {
            throw taken(node.name());
        }
        // First the node: who sees the handler, and remembers by its name what was compiled, has seen the node too.
        nodes.add(node);
        return register(node.handler(), node.options());
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a handler's name is letters, digits, '.', '_' and '-', beginning with a "
                            + "letter, at most 128 of them; not '" + name + "'");
        }
    }

    private static LandlordException taken(String name) {
        return new LandlordException(
                ErrorCode.HANDLER_CONFLICT, "a task handler named '" + name + "' is registered already");
    }

    /** The nodes that graphs can name. */
    public GraphNodes nodes() {
        return nodes;
    }

    /** Has every call go through this interceptor, outside those that were there before it. */
    public TaskHandlers intercept(CallInterceptor interceptor) {
        interceptors.add(interceptor);
        return this;
    }

    /** The names of all handlers, in order. */
    public SortedSet<String> names() {
        return new TreeSet<>(registrations.keySet());
    }

    /** The defaults of a handler's calls, if there is a handler of this name. */
    public Optional<HandlerOptions> options(String name) {
        return Optional.ofNullable(registrations.get(name)).map(Registration::options);
    }

    /**
     * Calls a handler on the calling thread, the way every engine does: on copies of the values, answering a redelivery from
     * the handler's result cache, and with every failure turned into a {@link TaskFailure}.
     *
     * @throws TaskFailure when the call failed, when there is no handler of this name, and for a handler's own fault
     * @throws InterruptedException when the thread was interrupted
     */
    public JsonNode call(String name, JsonNode arguments, TaskContext context) throws InterruptedException {
        Registration registration = registrations.get(name);
        if (registration == null) {
            throw TaskFailure.of(
                    StandardError.CONFIGURATION,
                    "no task handler is registered as '" + name + "'; registered are " + names(),
                    false,
                    null);
        }
        CallInterceptor.Call call = () -> results.answer(
                context,
                registration.options().resultCache(),
                () -> handle(registration.handler(), arguments, context));
        for (CallInterceptor interceptor : interceptors) {
            CallInterceptor.Call inner = call;
            call = () -> interceptor.around(name, context, inner);
        }
        return guarded("an interceptor of the task handler '" + name + "'", call);
    }

    private static JsonNode handle(TaskHandler handler, JsonNode arguments, TaskContext context)
            throws InterruptedException {
        return guarded(
                "the task handler '" + handler.name() + "'",
                () -> handler.handle(arguments.deepCopy(), context).deepCopy());
    }

    private static JsonNode guarded(String who, CallInterceptor.Call call) throws InterruptedException {
        try {
            return call.proceed();
        } catch (TaskFailure | InterruptedException failure) {
            throw failure;
        } catch (RuntimeException fault) {
            String detail = who + " failed: " + fault.getClass().getSimpleName()
                    + (fault.getMessage() == null ? "" : ": " + fault.getMessage());
            throw TaskFailure.of(StandardError.RUNTIME, detail, true, fault);
        }
    }
}
