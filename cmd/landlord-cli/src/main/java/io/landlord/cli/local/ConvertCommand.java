package io.landlord.cli.local;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Inputs;
import io.landlord.cli.console.JsonText;
import io.landlord.cli.console.YamlText;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.DefinitionCompiler.Conversion;
import io.landlord.language.DiagnosticText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows the Serverless Workflow document that a node graph compiles as. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Shows a node graph as a Serverless Workflow document.",
        footer = {
            "",
            "The document does what the graph does, and can be deployed in its place.",
            "",
            "Try:",
            "  landlord convert cart.yaml",
            "  landlord convert cart.yaml | landlord check -",
            "",
            "Exit codes: 0 done; 2 the graph is invalid, or is none."
        })
public final class ConvertCommand implements Callable<Integer> {
    private final Console console;

    /** How the document is written. */
    enum Language {
        YAML,
        JSON
    }

    @Parameters(paramLabel = "FILE", description = "a node graph in YAML or JSON; - is the standard input")
    private String file = "-";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "yaml or json; yaml unless told otherwise")
    private Language language = Language.YAML;

    public ConvertCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Inputs.Source source = new Inputs(console.in()).definition(file);
        Conversion conversion = DefinitionCompiler.convert(source.text(), KnownHandlers.named());
        if (!conversion.diagnostics().isEmpty()) {
            console.err().println(DiagnosticText.render(conversion.diagnostics(), source.text(), source.name()));
        }
        JsonNode document = conversion.document();
        if (document == null) {
            if (!conversion.isGraph()) {
                throw CliFailure.invalid(
                        source.name() + " is no node graph, so there is nothing to convert",
                        "a graph has 'start_step' and 'steps'");
            }
            return ExitCode.INVALID;
        }
        console.out()
                .println(
                        switch (language) {
                            case YAML -> YamlText.of(document).stripTrailing();
                            case JSON -> JsonText.pretty(document);
                        });
        return ExitCode.OK;
    }
}
