package io.landlord.cli.dev;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server as the launcher has built it.
 *
 * @param jar what {@code java -jar} runs
 * @param cache classes that this Java has loaded and linked before: an AOT cache ({@code .aot}) or, below Java 25, an archive
 *     ({@code .jsa}) that the JVM makes by itself; null without one
 */
public record ServerProgram(Path jar, @Nullable Path cache) {
    private static final String JAR = "LANDLORD_SERVER_JAR";
    private static final String CACHE = "LANDLORD_SERVER_CACHE";

    /** The program that these variables name. */
    public static ServerProgram of(Map<String, String> environment) {
        String jar = environment.getOrDefault(JAR, "");
        if (jar.isEmpty() || !Files.isRegularFile(Path.of(jar))) {
            throw new CliFailure(
                    ExitCode.UNAVAILABLE,
                    jar.isEmpty() ? "where the server's jar is was not said" : "there is no server's jar at " + jar,
                    "start with ./landlord, which builds it; or set " + JAR);
        }
        String cache = environment.getOrDefault(CACHE, "");
        return new ServerProgram(Path.of(jar), cache.isEmpty() ? null : Path.of(cache));
    }

    /** The command that runs it in a small process that starts quickly. */
    List<String> command(int port) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED"));
        if (Runtime.version().feature() >= 24) {
            // Temporal's client knows no better way to memory, and its warnings help nobody.
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        if (cache != null && cache.toString().endsWith(".jsa")) {
            command.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + cache));
        } else if (cache != null) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port, "--server.address=127.0.0.1"));
        return command;
    }
}
