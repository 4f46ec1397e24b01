package io.landlord.control.tenant;

/** What must be true of a tenant for a change to be made. */
public sealed interface Precondition {

    /** Nothing. */
    record None() implements Precondition {}

    /** There is no such tenant, or it is deleted. */
    record Absent() implements Precondition {}

    /**
     * Nobody has asked anything else of the tenant since the caller saw this generation of it. How far the tenant has come since
     * does not matter.
     */
    record Generation(long generation) implements Precondition {}

    static Precondition none() {
        return new None();
    }

    static Precondition absent() {
        return new Absent();
    }

    static Precondition generation(long generation) {
        return new Generation(generation);
    }
}
