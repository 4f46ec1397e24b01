package io.landlord.cli.remote;

import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code landlord execution move}. */
@Command(
        name = "move",
        description = "Moves a running execution to another version of its workflow, if that has done the same so far.",
        footer = {"", "Try:", "  landlord workflow versions order", "  landlord execution move ID --version 2"})
final class MoveCommand extends RemoteCommand {
    @Parameters(paramLabel = "ID", description = "the execution")
    private String id = "";

    @Option(names = "--version", required = true, paramLabel = "NAME", description = "the version it is to go on with")
    private String version = "";

    MoveCommand(Console console) {
        super(console);
    }

    @Override
    int run(ApiClient api, Output output) {
        ObjectNode body = JsonText.object();
        body.put("version", version);
        output.show(api.post(ApiClient.path("executions", id, "move"), body).body());
        return ExitCode.OK;
    }
}
