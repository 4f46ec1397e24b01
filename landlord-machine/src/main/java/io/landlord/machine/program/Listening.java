package io.landlord.machine.program;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code listen} says besides the events it listens to.
 *
 * @param read what it takes of an event
 * @param until when it stops; {@code null} once its strategy is fulfilled
 * @param each what it does with each event; {@code null} for nothing
 */
public record Listening(
        Read read, @Nullable Until until, @Nullable Each each) {

    /** What is taken of an event: its data, all of it, or the bytes of its data in base64. */
    public enum Read {
        DATA,
        ENVELOPE,
        RAW
    }

    /** When a {@code listen} to any event stops. */
    public sealed interface Until {
        /** Never; what it consumed is not kept. */
        record Never() implements Until {}

        /** When this holds for the array of what it consumed, asked after each event. */
        record Holds(Expression condition) implements Until {}

        /** When these events have come, too. */
        record Consumed(Subscription events) implements Until {}
    }

    /**
     * What is done with each event (dsl-reference, "Subscription Iterator").
     *
     * @param item the variable that holds what was read
     * @param at the variable that holds how many came before
     * @param block the tasks, the first of which gets what was read
     * @param outputAs {@code output.as}
     * @param exportAs {@code export.as}
     */
    public record Each(
            String item,
            String at,
            Block block,
            @Nullable Template outputAs,
            @Nullable Template exportAs) {}
}
