package io.landlord.machine.trace;

/**
 * Takes what an execution does, in the order it does it. The machine keeps nothing of it, so that a loop of a hundred
 * thousand iterations costs no memory unless the host asks for its trace.
 */
public interface Sink {
    /** Takes nothing. */
    Sink NONE = event -> {};

    void accept(TraceEvent event);

    /** A sink that hands everything to this one and then to another. */
    default Sink and(Sink other) {
        return event -> {
            accept(event);
            other.accept(event);
        };
    }
}
