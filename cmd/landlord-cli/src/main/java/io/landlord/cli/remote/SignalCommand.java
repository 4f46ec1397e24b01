package io.landlord.cli.remote;

import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.JsonText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code landlord execution signal}. */
@Command(
        name = "signal",
        description = "Sends a signal to an execution: an event for a 'listen' of it, now or later.",
        footer = {
            "",
            "Try:",
            "  landlord execution signal ID client-answered",
            "  landlord execution signal ID order-paid --data '{\"amount\": 120}' --id payment-4711"
        })
final class SignalCommand extends RemoteCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "the execution")
    private String id = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "the signal, the type of its event")
    private String name = "";

    @Option(
            names = {"-d", "--data"},
            paramLabel = "JSON|@FILE|-",
            description = "what the event carries; null unless told otherwise")
    private @Nullable String data;

    @Option(
            names = "--id",
            paramLabel = "TEXT",
            description = "makes sending it again harmless: the same id counts once")
    private @Nullable String signalId;

    SignalCommand(Console console) {
        super(console);
    }

    @Override
    int run(ApiClient api, Output output) {
        ObjectNode body = JsonText.object();
        body.put("name", name);
        Bodies.put(body, "id", signalId);
        if (data != null) {
            body.set("data", inputs().json("--data", data));
        }
        output.show(api.post(ApiClient.path("executions", id, "signals"), body).body());
        return ExitCode.OK;
    }
}
