package io.landlord.provider.mock;

import io.landlord.api.event.EventBus;
import io.landlord.api.provider.ExecutionListener;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link MockProvider} behaves.
 *
 * @param clock the wall clock; a virtual timeline begins at its time
 * @param virtualTime whether waits and delays are over at once, each execution having a timeline of its own
 * @param encodeStates whether every state goes through its JSON form, as it does on durable engines
 * @param bus where the events go that executions emit, besides the provider's own executions
 * @param script answers in the place of definitions; {@code null} runs them
 * @param listener is told of the end of each execution, on a thread of the execution
 */
public record MockSettings(
        Clock clock,
        boolean virtualTime,
        boolean encodeStates,
        EventBus bus,
        @Nullable MockScript script,
        ExecutionListener listener) {
    private static final EventBus NOWHERE = event -> {};
    private static final ExecutionListener NOBODY = execution -> {};

    /** Definitions run with real handlers, on the wall clock. */
    public static MockSettings wallClock() {
        return new MockSettings(Clock.systemUTC(), false, false, NOWHERE, null, NOBODY);
    }

    /** Definitions run with real handlers, and time jumps. */
    public static MockSettings virtualClock() {
        return new MockSettings(Clock.systemUTC(), true, false, NOWHERE, null, NOBODY);
    }

    /** Any definition is taken, and executions go as the script says. */
    public static MockSettings scripted(MockScript script) {
        return new MockSettings(Clock.systemUTC(), false, false, NOWHERE, script, NOBODY);
    }

    /** These settings with every state passed through JSON. */
    public MockSettings withEncodedStates() {
        return new MockSettings(clock, virtualTime, true, bus, script, listener);
    }

    /** These settings with a listener that is told of the end of each execution. */
    public MockSettings withListener(ExecutionListener newListener) {
        return new MockSettings(clock, virtualTime, encodeStates, bus, script, newListener);
    }

    /** These settings with a bus that takes every event. */
    public MockSettings withEventBus(EventBus eventBus) {
        return new MockSettings(clock, virtualTime, encodeStates, eventBus, script, listener);
    }
}
