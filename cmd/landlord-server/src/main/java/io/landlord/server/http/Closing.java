package io.landlord.server.http;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells answers that take long to come to their end, before the server stops taking requests. */
@Component
public final class Closing implements SmartLifecycle {
    private volatile boolean running;
    private volatile boolean begun;

    /** Whether the server is about to stop. */
    public boolean hasBegun() {
        return begun;
    }

    @Override
    public void start() {
        running = true;
        begun = false;
    }

    @Override
    public void stop() {
        begun = true;
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
