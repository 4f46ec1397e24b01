package io.landlord.cli;

import io.landlord.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/**
 * Does once, for nobody, what the short commands do, so that the launcher can record which classes they need and keep them
 * in its cache.
 */
public final class WarmUp {
    private static final byte[] BROKEN =
            "document: { dsl: 1.0.3 }\ndo:\n  - a:\n      sett: 1\n".getBytes(StandardCharsets.UTF_8);

    private WarmUp() {}

    /** Runs the commands; their outcomes do not matter. */
    public static void main(String[] arguments) throws IOException {
        byte[] definition;
        try (InputStream stream = Objects.requireNonNull(WarmUp.class.getResourceAsStream("warm-up.yaml"))) {
            definition = stream.readAllBytes();
        }
        run(definition, "check", "-");
        run(BROKEN, "check", "-");
        run(BROKEN, "check", "-", "-o", "json");
        run(definition, "eval", ".a + $b", "--input", "{\"a\": 1}", "--var", "b=2");
        run(definition, "eval", ".a +");
    }

    private static void run(byte[] standardInput, String... arguments) {
        PrintWriter nobody = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Console console = new Console(
                new ByteArrayInputStream(standardInput), nobody, nobody, false, Map.of(), InstantSource.system());
        int ignored = new CommandShell(console).run(arguments);
    }
}
