package io.landlord.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The strand the machine works on, taken out of the tree so that a step changes fields and not the tree around it. Moving
 * away puts the strand back: the forks above it are copied, everything beside it is shared.
 */
final class Focus {
    /** A fork above the strand, and the branch that leads down to it. */
    private record Level(JsonNode context, Frame.InFork fork, int branch) {}

    private final List<Level> above = new ArrayList<>();
    private JsonNode context;
    private @Nullable Frame top;
    private Strand.@Nullable End end;

    Focus(Strand root) {
        this.context = root.context();
        this.top = root.top();
        this.end = root.end();
    }

    JsonNode context() {
        return context;
    }

    void context(JsonNode newContext) {
        this.context = newContext;
    }

    @Nullable
    Frame top() {
        return top;
    }

    void top(@Nullable Frame newTop) {
        this.top = newTop;
    }

    void end(Strand.End newEnd) {
        this.top = null;
        this.end = newEnd;
    }

    boolean isReady() {
        return top != null && top.isReady();
    }

    /** How many forks are above the strand. */
    int depth() {
        return above.size();
    }

    /** The fork at this level above the strand, as it was when the focus went down. */
    Frame.InFork fork(int level) {
        return above.get(level).fork();
    }

    /** The branches that lead from the root to the strand. */
    int[] route() {
        return above.stream().mapToInt(Level::branch).toArray();
    }

    /** Goes down into a branch of the fork on top. */
    void descend(int branch) {
        Frame.InFork fork = (Frame.InFork) Objects.requireNonNull(top);
        above.add(new Level(context, fork, branch));
        load(fork.branches().get(branch));
    }

    /** Puts the strand back and goes up to the one whose fork it is a branch of. Gives the branch. */
    int ascend() {
        Level level = above.removeLast();
        Frame.InFork fork = level.fork();
        Branches branches = fork.branches().with(level.branch(), strand());
        context = level.context();
        top = new Frame.InFork(fork.at(), branches, fork.open(), fork.parent());
        end = null;
        return level.branch();
    }

    /** Puts the strand back and goes to the root's. */
    void ascendToRoot() {
        while (!above.isEmpty()) {
            int ignored = ascend();
        }
    }

    /** Leaves everything above behind: the strand is put in the place of the root's. */
    void becomeRoot() {
        above.clear();
    }

    /** Goes to the strand at the end of this route; false when the tree has no such strand any more. */
    boolean moveTo(int[] route) {
        ascendToRoot();
        for (int branch : route) {
            if (!(top instanceof Frame.InFork fork) || branch >= fork.branches().size()) {
                return false;
            }
            descend(branch);
        }
        return true;
    }

    /** The strand as it is now. */
    Strand strand() {
        return new Strand(context, top, end);
    }

    /** The whole tree as it is now. */
    Strand root() {
        ascendToRoot();
        return strand();
    }

    private void load(Strand strand) {
        context = strand.context();
        top = strand.top();
        end = strand.end();
    }
}
