package io.landlord.cli;

import io.landlord.cli.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a subcommand: shows the help. */
@Command(
        name = "landlord",
        mixinStandardHelpOptions = true,
        versionProvider = LandlordCommand.Version.class,
        description = "Makes tenants what you say they are to be; runs provisioning workflows.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Try:",
            "  landlord demo                            tenants on a real PostgreSQL, and away again",
            "  landlord dev                             a server here, with all it needs",
            "  landlord tenant apply acme --wait        ask it for a tenant",
            "  landlord check workflow.yaml             what is wrong with a definition, and where",
            "  landlord run workflow.yaml               run it here, with nothing installed",
            "  landlord eval '.a + 1' -i '{\"a\": 1}'     try an expression",
            "",
            "Exit codes: " + ExitCode.HELP + "."
        })
final class LandlordCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.OK;
    }

    /** The version of the jar that runs, and the Java it runs on. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = LandlordCommand.class.getPackage().getImplementationVersion();
            return new String[] {
                "landlord " + (version == null ? "unpackaged" : version) + " (Java "
                        + Runtime.version().feature() + ")"
            };
        }
    }
}
