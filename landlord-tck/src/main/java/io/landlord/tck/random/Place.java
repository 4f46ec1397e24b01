package io.landlord.tck.random;

/**
 * Where a task stands.
 *
 * @param mayFail whether it may fail: there is a {@code catch} around it, or nothing beside it that its failure would cut off
 * @param mayEnd whether it may end the workflow: nothing beside it would be cut off
 * @param ordered whether nothing runs beside it and nothing around it runs again: events come in one order there
 * @param undoes whether it may be undone: nothing beside it can end the workflow before it has completed, or behind it
 */
record Place(int depth, boolean mayFail, boolean mayEnd, boolean ordered, boolean undoes) {
    static final Place TOP = new Place(0, true, true, true, true);

    Place deeper() {
        return new Place(depth + 1, mayFail, mayEnd, ordered, undoes);
    }

    /**
     * @param disruptive whether it is the branch that may fail or end the workflow
     * @param beside whether another one is
     */
    Place branch(boolean disruptive, boolean beside) {
        return new Place(depth + 1, disruptive && mayFail, disruptive && mayEnd, false, undoes && !beside);
    }

    Place guarded(boolean again) {
        return new Place(depth + 1, true, mayEnd, ordered && !again, undoes);
    }
}
