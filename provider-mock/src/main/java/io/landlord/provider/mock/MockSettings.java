package io.landlord.provider.mock;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link MockProvider} behaves.
 *
 * @param clock the wall clock; a virtual timeline begins at its time
 * @param virtualTime whether waits and delays are over at once, each execution having a timeline of its own
 * @param encodeStates whether every state goes through its JSON form, as it does on durable engines
 * @param script answers in the place of definitions; {@code null} runs them
 */
public record MockSettings(
        Clock clock,
        boolean virtualTime,
        boolean encodeStates,
        @Nullable MockScript script) {

    /** Definitions run with real handlers, on the wall clock. */
    public static MockSettings wallClock() {
        return new MockSettings(Clock.systemUTC(), false, false, null);
    }

    /** Definitions run with real handlers, and time jumps. */
    public static MockSettings virtualClock() {
        return new MockSettings(Clock.systemUTC(), true, false, null);
    }

    /** Any definition is taken, and executions go as the script says. */
    public static MockSettings scripted(MockScript script) {
        return new MockSettings(Clock.systemUTC(), false, false, script);
    }

    /** These settings with every state passed through JSON. */
    public MockSettings withEncodedStates() {
        return new MockSettings(clock, virtualTime, true, script);
    }
}
