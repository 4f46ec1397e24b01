package io.landlord.cli.remote;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The commands {@code landlord operation ...}. */
final class OperationCommands {
    private OperationCommands() {}

    @Command(
            name = "get",
            description = "Shows an operation: one change of a tenant.",
            footer = {"", "Try:", "  landlord operation get ID", "  landlord operation get ID --wait"})
    static final class Get extends RemoteCommand {
        @Parameters(paramLabel = "ID", description = "the operation")
        private String id = "";

        @Mixin
        private WaitOptions wait = new WaitOptions();

        Get(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) throws InterruptedException {
            if (!wait.wanted()) {
                return show(api, output, ApiClient.path("operations", id));
            }
            JsonNode operation = waiting(api, output, wait).operation(id);
            output.show(operation);
            if (!operation.path("state").stringValue("").equals("failed")) {
                return ExitCode.OK;
            }
            JsonNode error = operation.path("error");
            throw new CliFailure(
                    ExitCode.EXECUTION_FAILED,
                    "operation " + id + " failed: " + error.path("message").stringValue("no reason was given"),
                    error.path("hint").stringValue(null));
        }
    }

    @Command(
            name = "list",
            description = "Lists operations, the newest first.",
            footer = {"", "Try:", "  landlord operation list --tenant acme", "  landlord operation list --state running"
            })
    static final class Lister extends RemoteCommand {
        @Option(names = "--tenant", paramLabel = "NAME", description = "only those of this tenant")
        private @Nullable String tenant;

        @Option(
                names = "--state",
                paramLabel = "STATE",
                description = "only those that are pending, running, succeeded, failed or superseded")
        private @Nullable String state;

        @Mixin
        private PageOptions page = new PageOptions();

        Lister(Console console) {
            super(console);
        }

        @Override
        int run(ApiClient api, Output output) {
            Map<String, Object> filters = new LinkedHashMap<>();
            Bodies.filter(filters, "tenant", tenant);
            Bodies.filter(filters, "state", state);
            return page.list(api, output, console(), ApiClient.path("operations"), filters, Views.OPERATIONS);
        }
    }
}
