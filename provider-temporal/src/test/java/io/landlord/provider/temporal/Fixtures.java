package io.landlord.provider.temporal;

import io.temporal.internal.common.WorkflowExecutionHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The recorded histories, with the transcripts they gave when they were recorded. */
final class Fixtures {
    private static final String HISTORY = ".history.json";
    private static final String TRANSCRIPT = ".transcript";

    private Fixtures() {}

    /** The module's folder, from the module itself and from the root of the project. */
    static Path folder() {
        Path module = Path.of("provider-temporal");
        return (Files.isDirectory(module) ? module : Path.of("")).resolve("src/test/resources/histories");
    }

    /** The names of the recorded runs: that of the recording, and a number for each run after the first. */
    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(HISTORY))
                    .map(name -> name.substring(0, name.length() - HISTORY.length()))
                    .sorted()
                    .toList();
        }
    }

    static WorkflowExecutionHistory history(String name) throws IOException {
        return WorkflowExecutionHistory.fromJson(Files.readString(folder().resolve(name + HISTORY)));
    }

    static List<String> transcript(String name) throws IOException {
        return Files.readAllLines(folder().resolve(name + TRANSCRIPT));
    }

    static boolean has(String name) {
        return Files.exists(folder().resolve(name + HISTORY));
    }

    static void write(String name, WorkflowExecutionHistory history, List<String> transcript) throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve(name + HISTORY), history.toJson(false) + "\n");
        Files.write(folder().resolve(name + TRANSCRIPT), transcript);
    }

    /** A process of its own prints the transcripts of all fixtures, each under its name. */
    public static void main(String[] arguments) throws Exception {
        for (String name : names()) {
            System.out.println("== " + name);
            new ArrayList<>(Replay.of(history(name), Recording.handlers())).forEach(System.out::println);
        }
        System.exit(0);
    }
}
