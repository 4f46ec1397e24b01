package io.landlord.control.tenant;

/** What must be true of a tenant for a change to be made. */
public sealed interface Precondition {

    /** Nothing. */
    record None() implements Precondition {}

    /** There is no such tenant, or it is deleted. */
    record Absent() implements Precondition {}

    /** Nobody has changed the tenant since the caller saw this version of it. */
    record Version(long version) implements Precondition {}

    static Precondition none() {
        return new None();
    }

    static Precondition absent() {
        return new Absent();
    }

    static Precondition version(long version) {
        return new Version(version);
    }
}
