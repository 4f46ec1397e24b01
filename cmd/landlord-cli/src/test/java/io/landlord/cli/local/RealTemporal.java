package io.landlord.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.cli.Invocation;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real server that tests run on: the one that TEMPORAL_ADDRESS names, which must answer then, or one that the commands
 * themselves start. Where there is no program to start, the tests say so loudly.
 */
final class RealTemporal implements ExecutionCondition {
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (System.getenv("TEMPORAL_ADDRESS") != null || binary().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a server");
        }
        String message = context.getDisplayName()
                + " DID NOT RUN: there is no Temporal server. Get one with: ./landlord engines up temporal";
        System.err.println(message);
        return ConditionEvaluationResult.disabled(message);
    }

    private static Optional<Path> binary() {
        Stream<Path> path =
                Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder, "temporal"));
        Stream<Path> cache =
                Stream.of(Path.of(System.getProperty("user.home"), ".cache/landlord/temporal/venv/bin/temporal"));
        return Stream.concat(path, cache).filter(Files::isExecutable).findFirst();
    }

    /** Variables with which commands find the server. */
    static synchronized Map<String, String> environment() {
        if (ENVIRONMENT.isEmpty()) {
            ENVIRONMENT.putAll(System.getenv());
            String given = System.getenv("TEMPORAL_ADDRESS");
            if (given != null) {
                ENVIRONMENT.put("LANDLORD_TEMPORAL_ADDRESS", given);
            } else {
                start();
            }
        }
        return Map.copyOf(ENVIRONMENT);
    }

    private static void start() {
        try {
            ENVIRONMENT.put(
                    "XDG_STATE_HOME",
                    Files.createTempDirectory("landlord-temporal-").toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Invocation up = Invocation.in(ENVIRONMENT, "engines", "up", "temporal");
        assertThat(up.exitCode()).as(up.err()).isZero();
        Map<String, String> own = Map.copyOf(ENVIRONMENT);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Invocation ignored = Invocation.in(own, "engines", "down", "temporal", "--delete-data");
        }));
    }
}
