package io.landlord.machine;

import io.landlord.api.event.EventMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events that came to an execution and that a {@code listen} may still take, in the order they came.
 *
 * <p>At most {@value #MOST} wait: when one more comes, the oldest is dropped. An event is known by a digest of its source and
 * id, and the digests of the newest {@value #MOST} are kept, so that one that comes again is recognised.
 *
 * @param next the number of the event that comes next
 * @param known the digests, oldest first
 */
public record Inbox(long next, List<Letter> letters, List<String> known) {
    /** How many events wait, and how many digests are kept, at the most. */
    public static final int MOST = 1_000;

    private static final int DIGEST_BYTES = 12;

    static final Inbox EMPTY = new Inbox(0, List.of(), List.of());

    public Inbox {
        letters = List.copyOf(letters);
        known = List.copyOf(known);
    }

    /**
     * An event that waits. The branches of a fork take an event each for themselves, so it may wait on after one took it.
     *
     * @param number its place in the order events came
     * @param takers the activations that took it
     */
    public record Letter(long number, EventMessage event, List<Path> takers) {
        public Letter {
            takers = List.copyOf(takers);
        }

        Letter takenBy(Path taker) {
            List<Path> more = new ArrayList<>(takers);
            more.add(taker);
            return new Letter(number, event, more);
        }
    }

    boolean knows(EventMessage event) {
        return known.contains(digest(event));
    }

    boolean isFull() {
        return letters.size() >= MOST;
    }

    /** With this event, which is not known, as the newest; without the oldest where that is one too many. */
    Inbox with(EventMessage event) {
        List<Letter> more = new ArrayList<>(isFull() ? letters.subList(1, letters.size()) : letters);
        more.add(new Letter(next, event, List.of()));
        List<String> digests = new ArrayList<>(known.size() < MOST ? known : known.subList(1, known.size()));
        digests.add(digest(event));
        return new Inbox(next + 1, more, digests);
    }

    /** With a letter in the place of the one of its number. */
    Inbox replaced(Letter letter) {
        return new Inbox(
                next,
                letters.stream()
                        .map(old -> old.number() == letter.number() ? letter : old)
                        .toList(),
                known);
    }

    Inbox without(Letter letter) {
        return new Inbox(
                next,
                letters.stream().filter(old -> old.number() != letter.number()).toList(),
                known);
    }

    /** Whether the focused strand can still have this letter: only branches beside it took it, if any. */
    static boolean isFor(Focus focus, Letter letter) {
        for (Path taker : letter.takers()) {
            if (!isBeside(focus, taker)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBeside(Focus focus, Path taker) {
        int[] route = focus.route();
        for (int level = 0; level < route.length; level++) {
            Path fork = focus.fork(level).at().path();
            if (taker.depth() > fork.depth()
                    && taker.isWithin(fork)
                    && taker.prefix(fork.depth() + 1).ordinal() != route[level]) {
                return true;
            }
        }
        return false;
    }

    /** Without the letters that every strand below this one had, or can no longer have. */
    Inbox swept(Strand root) {
        if (letters.stream().allMatch(letter -> letter.takers().isEmpty())) {
            return this;
        }
        List<Letter> left = letters.stream()
                .filter(letter -> letter.takers().isEmpty() || !isDone(root, letter.takers()))
                .toList();
        return left.size() == letters.size() ? this : new Inbox(next, left, known);
    }

    private static boolean isDone(Strand strand, List<Path> takers) {
        if (strand.top() == null) {
            return true;
        }
        if (!(strand.top() instanceof Frame.InFork fork)) {
            return !takers.isEmpty();
        }
        Path path = fork.at().path();
        Map<Integer, List<Path>> byBranch = new HashMap<>();
        for (Path taker : takers) {
            if (taker.depth() <= path.depth() || !taker.isWithin(path)) {
                return true;
            }
            int branch = taker.prefix(path.depth() + 1).ordinal();
            byBranch.computeIfAbsent(branch, ignored -> new ArrayList<>()).add(taker);
        }
        for (int branch = 0; branch < fork.branches().size(); branch++) {
            if (!isDone(fork.branches().get(branch), byBranch.getOrDefault(branch, List.of()))) {
                return false;
            }
        }
        return true;
    }

    private static String digest(EventMessage event) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((event.source() + "\n" + event.id()).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("every Java platform has SHA-256", absent);
        }
    }
}
