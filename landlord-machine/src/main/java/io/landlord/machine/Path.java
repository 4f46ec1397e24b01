package io.landlord.machine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The place of one activation of a task in an execution: the ordinals of the scopes around it, from the outermost in. Every
 * scope numbers what it starts, so a task that runs twice has two paths, on every engine the same two.
 *
 * <p>A scope that a {@code try} runs again keeps its ordinal; the number of the rerun is carried beside it as the
 * {@linkplain #attempt attempt}. Two paths are equal when ordinals and attempts are; {@link #toString()} leaves the attempts
 * out, which makes it the key under which the outside world sees the activation.
 */
public final class Path implements Comparable<Path> {
    /** The workflow itself. */
    public static final Path ROOT = new Path(null, 0, 0, 0);

    private final @Nullable Path parent;
    private final int ordinal;
    private final int attempt;
    private final int depth;

    private Path(@Nullable Path parent, int ordinal, int attempt, int depth) {
        this.parent = parent;
        this.ordinal = ordinal;
        this.attempt = attempt;
        this.depth = depth;
    }

    /** The path of what this scope starts under this ordinal. */
    public Path child(int childOrdinal) {
        return child(childOrdinal, 0);
    }

    /** The path of a scope that is run again, so many times after the first. */
    public Path child(int childOrdinal, int childAttempt) {
        return new Path(this, childOrdinal, childAttempt, depth + 1);
    }

    /** How many scopes are around the place. */
    public int depth() {
        return depth;
    }

    /** The number within the innermost scope. */
    public int ordinal() {
        return ordinal;
    }

    /** How often the innermost scope has been run again. */
    public int attempt() {
        return attempt;
    }

    /** This path's first scopes, so many of them. */
    public Path prefix(int length) {
        Path path = this;
        while (path.depth > length) {
            path = Objects.requireNonNull(path.parent);
        }
        return path;
    }

    /** Whether this path lies within the other, or is it; attempts count. */
    public boolean isWithin(Path other) {
        return depth >= other.depth && prefix(other.depth).equals(other);
    }

    /** Whether any of its scopes has been run again. */
    public boolean isRerun() {
        for (Path path = this; path.parent != null; path = path.parent) {
            if (path.attempt > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether both are the same activation, perhaps in different attempts. */
    public boolean hasOrdinalsOf(Path other) {
        return depth == other.depth && compareScopes(other, false) == 0;
    }

    /** The path with the attempts of its scopes, {@code 0/2/0@1/3}; {@link #parse} reads it. */
    public String qualified() {
        return text(true);
    }

    /** Reads what {@link #qualified()} or {@link #toString()} wrote. */
    public static Path parse(String text) {
        Path path = ROOT;
        if (text.isEmpty()) {
            return path;
        }
        for (String segment : text.split("/", -1)) {
            int at = segment.indexOf('@');
            int ordinal = Integer.parseInt(at < 0 ? segment : segment.substring(0, at));
            int attempt = at < 0 ? 0 : Integer.parseInt(segment.substring(at + 1));
            path = path.child(ordinal, attempt);
        }
        return path;
    }

    /** Orders by ordinals, a scope before what is in it; attempts come last. */
    @Override
    public int compareTo(Path other) {
        int byOrdinals = compareScopes(other, false);
        return byOrdinals != 0 ? byOrdinals : compareScopes(other, true);
    }

    private int compareScopes(Path other, boolean byAttempt) {
        int shared = Math.min(depth, other.depth);
        int[] mine = numbers(shared, byAttempt);
        int[] theirs = other.numbers(shared, byAttempt);
        for (int i = 0; i < shared; i++) {
            if (mine[i] != theirs[i]) {
                return Integer.compare(mine[i], theirs[i]);
            }
        }
        return Integer.compare(depth, other.depth);
    }

    private int[] numbers(int length, boolean attempts) {
        int[] numbers = new int[length];
        Path path = prefix(length);
        for (int i = length - 1; i >= 0; i--) {
            numbers[i] = attempts ? path.attempt : path.ordinal;
            path = Objects.requireNonNull(path.parent);
        }
        return numbers;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        if (!(object instanceof Path other) || depth != other.depth) {
            return false;
        }
        Path mine = this;
        Path theirs = other;
        while (mine != theirs && mine.parent != null && theirs.parent != null) {
            if (mine.ordinal != theirs.ordinal || mine.attempt != theirs.attempt) {
                return false;
            }
            mine = mine.parent;
            theirs = theirs.parent;
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (Path path = this; path.parent != null; path = path.parent) {
            hash = 31 * hash + 7 * path.ordinal + path.attempt;
        }
        return hash;
    }

    /** The ordinals, {@code 0/2/0/3}; empty for the workflow itself. */
    @Override
    public String toString() {
        return text(false);
    }

    private String text(boolean attempts) {
        StringBuilder text = new StringBuilder();
        for (int length = 1; length <= depth; length++) {
            Path path = prefix(length);
            text.append(length == 1 ? "" : "/").append(path.ordinal);
            if (attempts && path.attempt > 0) {
                text.append('@').append(path.attempt);
            }
        }
        return text.toString();
    }
}
