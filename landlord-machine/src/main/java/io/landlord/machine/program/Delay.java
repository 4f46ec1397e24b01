package io.landlord.machine.program;

import java.time.Duration;

/** A length of time: known when the program is linked, or computed when it is needed. */
public sealed interface Delay {

    record Fixed(Duration duration) implements Delay {}

    /** An expression whose result is an ISO 8601 duration, or an object such as {@code {seconds: 5}}. */
    record Computed(Expression expression) implements Delay {}
}
