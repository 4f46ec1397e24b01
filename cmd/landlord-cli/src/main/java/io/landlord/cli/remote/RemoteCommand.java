package io.landlord.cli.remote;

import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Inputs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that asks a server. A refusal is told with the lines of the documents that were sent. */
@Command(mixinStandardHelpOptions = true)
abstract class RemoteCommand implements Callable<Integer> {
    private final Console console;
    private final Map<String, Inputs.Source> sources = new LinkedHashMap<>();

    @Mixin
    private ServerOptions server = new ServerOptions();

    RemoteCommand(Console console) {
        this.console = console;
    }

    /** Asks and tells; returns the exit code. */
    abstract int run(ApiClient api, Output output) throws InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        Output output = new Output(console, server.format());
        try {
            return run(server.client(console.environment()), output);
        } catch (Refusal refusal) {
            if (output.format() != Format.TABLE && refusal.problem().isObject()) {
                output.show(refusal.problem());
            }
            throw refusal.told(sources);
        }
    }

    Console console() {
        return console;
    }

    Inputs inputs() {
        return new Inputs(console.in());
    }

    /** Reads a document that is sent; problems whose pointer begins so are shown in its text. */
    Inputs.Source sent(String pointer, String file) {
        Inputs.Source source = inputs().definition(file);
        sources.put(pointer, source);
        return source;
    }

    Waiting waiting(ApiClient api, Output output, WaitOptions options) {
        return new Waiting(api, console, options, output.format());
    }

    /** Shows one thing that is read from this path. */
    static int show(ApiClient api, Output output, String path) {
        output.show(api.get(path));
        return ExitCode.OK;
    }

    /** Deletes what has this path. */
    static int delete(ApiClient api, Output output, String path, String what) {
        ApiClient.Answer ignored = api.delete(path);
        output.tell(what + " is deleted");
        return ExitCode.OK;
    }
}
