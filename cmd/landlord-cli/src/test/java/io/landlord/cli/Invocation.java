package io.landlord.cli;

import io.landlord.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One call of the command line within the test's process, and what came of it. */
public record Invocation(int exitCode, String out, String err) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static Invocation of(String... arguments) {
        return withInput("", arguments);
    }

    public static Invocation withInput(String standardInput, String... arguments) {
        return call(standardInput, Map.of(), InstantSource.system(), arguments);
    }

    public static Invocation in(Map<String, String> environment, String... arguments) {
        return call("", environment, InstantSource.system(), arguments);
    }

    /** Called at this time. */
    public static Invocation at(Instant now, String... arguments) {
        return call("", Map.of(), InstantSource.fixed(now), arguments);
    }

    /** A console that nobody reads, for whoever only looks at the commands. */
    static Console console() {
        return console("", new StringWriter(), new StringWriter(), Map.of(), InstantSource.system());
    }

    private static Console console(
            String standardInput,
            StringWriter out,
            StringWriter err,
            Map<String, String> environment,
            InstantSource clock) {
        return new Console(
                new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                environment,
                clock);
    }

    private static Invocation call(
            String standardInput, Map<String, String> environment, InstantSource clock, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = console(standardInput, out, err, environment, clock);
        int exitCode = new CommandShell(console).run(arguments);
        return new Invocation(exitCode, out.toString(), err.toString());
    }

    public JsonNode json() {
        return JSON.readTree(out);
    }
}
