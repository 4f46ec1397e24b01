package io.landlord.control.reconcile;

/**
 * Drives tenants to what is wanted: takes operations from the work queue and runs their workflows through the facade. Several,
 * in several servers, share one database.
 */
public final class Reconciler implements AutoCloseable {

    /** Begins to take operations. */
    public void start() {
        throw new UnsupportedOperationException();
    }

    /** Takes no more operations, and leaves those under way to the next start or to other servers. Idempotent. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
