package io.landlord.jq;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The published list of programs that give something else here than in jq. */
final class Deviations {
    private Deviations() {}

    /** Reasons by program, from the table rows {@code | `program` | reason |}; a bar in a program is {@code \|}. */
    static Map<String, String> read() throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(root().resolve("docs/jq-deviations.md"))) {
            if (line.startsWith("| `")) {
                int end = line.lastIndexOf("` | ");
                String program = line.substring(3, end).replace("\\|", "|");
                reasons.put(program, line.substring(end + 4, line.length() - 2));
            }
        }
        return reasons;
    }

    private static Path root() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("docs/jq-deviations.md"))) {
            Path parent = directory.getParent();
            if (parent == null) {
                throw new IllegalStateException("docs/jq-deviations.md is missing");
            }
            directory = parent;
        }
        return directory;
    }
}
