package io.landlord.cli;

import java.util.List;
import java.util.regex.Pattern;

/** Takes a line apart as a shell does, where it has nothing but words and quotes. */
final class Arguments {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]+|'[^']*'|\"[^\"]*\")+");

    private Arguments() {}

    static List<String> of(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> word.group().replaceAll("['\"]", ""))
                .toList();
    }
}
