package io.landlord.language.reader;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Guesses which name was meant; among very many names, or for a very long one, it does not try. */
public final class Spelling {
    private static final int LONGEST = 100;
    private static final int MOST_NAMES = 300;

    private Spelling() {}

    /** The hint that names the closest of the known names; null when none is close. */
    public static @Nullable String didYouMean(String written, Collection<String> known) {
        return closest(written, known)
                .map(name -> "did you mean '" + name + "'?")
                .orElse(null);
    }

    /** The known name that differs least, when it differs by little. */
    public static Optional<String> closest(String written, Collection<String> known) {
        if (written.length() > LONGEST || known.size() > MOST_NAMES) {
            return Optional.empty();
        }
        int most = most(written.length());
        return known.stream()
                .filter(name -> Math.abs(name.length() - written.length()) <= most && !name.equals(written))
                .filter(name -> distance(written, name) <= most)
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** A short name is soon another one. */
    private static int most(int length) {
        return length <= 2 ? 1 : Math.max(2, length / 3);
    }

    /** How many letters are added, removed, replaced or swapped with their neighbour; case counts for nothing. */
    private static int distance(String one, String other) {
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] row = new int[right.length() + 1];
        Arrays.setAll(last, column -> column);
        for (int at = 1; at <= left.length(); at++) {
            row[0] = at;
            for (int column = 1; column <= right.length(); column++) {
                boolean same = left.charAt(at - 1) == right.charAt(column - 1);
                boolean swapped = at > 1
                        && column > 1
                        && left.charAt(at - 1) == right.charAt(column - 2)
                        && left.charAt(at - 2) == right.charAt(column - 1);
                int cost = Math.min(last[column - 1] + (same ? 0 : 1), Math.min(last[column], row[column - 1]) + 1);
                row[column] = swapped ? Math.min(cost, beforeLast[column - 2] + 1) : cost;
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[right.length()];
    }
}
