package io.landlord.cli.remote;

import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import picocli.CommandLine.Command;

/** The commands {@code landlord provider ...}. */
final class ProviderCommands {
    private ProviderCommands() {}

    @Command(
            name = "list",
            description = "Lists the engines of the server and what they can do.",
            footer = {"", "Try:", "  landlord provider list"})
    static final class Lister extends RemoteCommand {
        Lister(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            output.list(api.get(ApiClient.path("providers")), Views.PROVIDERS);
            return ExitCode.OK;
        }
    }
}
