package io.landlord.server.configuration;

import io.landlord.control.reconcile.Reconciler;
import org.springframework.context.SmartLifecycle;

/** Starts the reconciler when everything is there, before requests are taken, and stops it when the last one is answered. */
final class ReconcilerLifecycle implements SmartLifecycle {
    private final Reconciler reconciler;
    private volatile boolean running;

    ReconcilerLifecycle(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public void start() {
        reconciler.start();
        running = true;
    }

    @Override
    public void stop() {
        reconciler.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
