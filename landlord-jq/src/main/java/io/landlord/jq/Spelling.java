package io.landlord.jq;

import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Guesses which name was meant. */
final class Spelling {
    private record Guess(String name, int distance) {}

    private Spelling() {}

    /** The nearest of the names, if it is near enough to be a slip. */
    static @Nullable String nearest(String name, Collection<String> names) {
        int allowed = Math.max(1, name.length() / 3);
        return names.stream()
                .map(other -> new Guess(other, distance(name, other)))
                .filter(guess -> guess.distance <= allowed && guess.distance < name.length())
                .min(Comparator.comparingInt(Guess::distance).thenComparing(Guess::name))
                .map(Guess::name)
                .map(Objects::requireNonNull)
                .orElse(null);
    }

    /** How many letters to insert, drop, replace or swap with the next. */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(steps, a, b, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int cheapest(int[][] steps, String a, String b, int i, int j) {
        int replace = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
