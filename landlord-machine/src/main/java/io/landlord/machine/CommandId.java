package io.landlord.machine;

import java.util.Locale;

/**
 * The identity of a command: the path of its activation, what it is for, and which attempt it belongs to. An event that
 * names an id which is not open is late or a duplicate, and has no effect.
 *
 * @param path the activation's path, with the attempts of the scopes around it
 * @param purpose what the command is for
 * @param attempt the attempt at the call, from 1; 0 where there are no attempts
 */
public record CommandId(Path path, Purpose purpose, int attempt) {

    /** What a command is for. */
    public enum Purpose {
        /** A task handler does a side effect. */
        CALL,
        /** Another workflow is executed. */
        CHILD,
        /** A {@code wait} lasts. */
        WAIT,
        /** A call or a {@code try} waits before it tries again. */
        BACKOFF,
        /** The timeout of a task or of the workflow. */
        DEADLINE,
        /** The timeout of one attempt of a {@code try}. */
        ATTEMPT
    }

    /** The id as text, {@code 0/2/0@1/3!call.2}; {@link #parse} reads it. */
    @Override
    public String toString() {
        return path.qualified() + "!" + purpose.name().toLowerCase(Locale.ROOT) + "." + attempt;
    }

    /** Reads what {@link #toString()} wrote. */
    public static CommandId parse(String text) {
        int bang = text.lastIndexOf('!');
        int dot = text.lastIndexOf('.');
        if (bang < 0 || dot < bang) {
            throw new IllegalArgumentException("not a command id: " + text);
        }
        Purpose purpose = Purpose.valueOf(text.substring(bang + 1, dot).toUpperCase(Locale.ROOT));
        return new CommandId(Path.parse(text.substring(0, bang)), purpose, Integer.parseInt(text.substring(dot + 1)));
    }
}
