package io.landlord.api.graph;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a node does in the workflow before its task handler is called; durable on engines that are. */
public sealed interface NodePhase {

    /** Nothing. */
    record None() implements NodePhase {}

    /**
     * Lets time pass: what {@code with.delay} of the step says.
     *
     * @param otherwise how long without it; zero for not at all
     */
    record Sleep(Duration otherwise) implements NodePhase {
        /** The property of a step's {@code with}. */
        public static final String DELAY = "delay";

        public Sleep {
            if (otherwise.isNegative()) {
                throw new IllegalArgumentException("a node cannot sleep " + otherwise);
            }
        }
    }

    /**
     * Waits for a signal, for as long as {@code with.timeout} of the step says. One that came earlier and is not taken yet
     * is taken at once.
     *
     * @param name the signal's, a CloudEvent type
     * @param otherwise how long without {@code with.timeout}
     * @param attribute what executions that got the signal can be found by on engines with search attributes: {@code X} is
     *     set to true and {@code XAt} to the time; {@code null} for nothing
     */
    record Signal(String name, Duration otherwise, @Nullable String attribute) implements NodePhase {
        /** The property of a step's {@code with}. */
        public static final String TIMEOUT = "timeout";

        public Signal {
            requireNonNull(name, "name");
            if (name.isEmpty() || otherwise.isNegative()) {
                throw new IllegalArgumentException(
                        "a node cannot wait " + otherwise + " for the signal '" + name + "'");
            }
        }
    }

    /** Nothing. */
    static NodePhase none() {
        return new None();
    }

    /** Sleeps for {@code with.delay}, not at all without it. */
    static NodePhase sleep() {
        return new Sleep(Duration.ZERO);
    }

    /** Waits for a signal, so long unless told otherwise. */
    static NodePhase signal(String name, Duration otherwise) {
        return new Signal(name, otherwise, null);
    }
}
