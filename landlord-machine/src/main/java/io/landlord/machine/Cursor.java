package io.landlord.machine;

/**
 * Where a scope is in its block.
 *
 * @param position the position of the task that runs
 * @param entries how many tasks the scope has started so far; the next one's ordinal
 */
public record Cursor(int position, int entries) {
    static final Cursor START = new Cursor(0, 0);

    Cursor at(int newPosition) {
        return new Cursor(newPosition, entries + 1);
    }
}
