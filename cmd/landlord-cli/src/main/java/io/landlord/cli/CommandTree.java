package io.landlord.cli;

import io.landlord.cli.console.Console;
import io.landlord.cli.demo.DemoCommand;
import io.landlord.cli.dev.DevCommand;
import io.landlord.cli.engines.EngineCommands;
import io.landlord.cli.local.CheckCommand;
import io.landlord.cli.local.ConvertCommand;
import io.landlord.cli.local.EvalCommand;
import io.landlord.cli.local.RunCommand;
import io.landlord.cli.remote.RemoteCommands;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * All commands there are. A tree for a certain call has only the commands on the way to what is called: describing all of
 * them to the parser takes longer than a short command.
 */
final class CommandTree {
    private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", DemoCommand::new);
        COMMANDS.put("dev", DevCommand::new);
        COMMANDS.put("check", CheckCommand::new);
        COMMANDS.put("run", RunCommand::new);
        COMMANDS.put("convert", ConvertCommand::new);
        COMMANDS.put("eval", EvalCommand::new);
        COMMANDS.put("completion", CompletionCommand::new);
    }

    private static final RemoteCommands.Group ENGINES = new RemoteCommands.Group(
            "engines",
            "Engines on this machine, for development and tests.",
            List.of(
                    new RemoteCommands.Entry("up", EngineCommands.Up::new),
                    new RemoteCommands.Entry("down", EngineCommands.Down::new),
                    new RemoteCommands.Entry("status", EngineCommands.Status::new)));

    private CommandTree() {}

    private static Stream<RemoteCommands.Group> groups() {
        return Stream.concat(Stream.of(ENGINES), RemoteCommands.groups().stream());
    }

    /** The tree with every command. */
    static CommandLine whole(Console console) {
        return of(console);
    }

    /** The tree for these arguments. */
    static CommandLine of(Console console, String... arguments) {
        String first = arguments.length > 0 ? arguments[0] : "";
        String second = arguments.length > 1 ? arguments[1] : "";
        boolean known = COMMANDS.containsKey(first)
                || groups().anyMatch(group -> group.name().equals(first));
        CommandLine line = new CommandLine(new LandlordCommand());
        COMMANDS.forEach((name, command) -> {
            if (!known || name.equals(first)) {
                line.addSubcommand(name, command.apply(console));
            }
        });
        groups().forEach(group -> {
            if (!known || group.name().equals(first)) {
                line.addSubcommand(group.name(), group(group, console, known ? second : null));
            }
        });
        return line;
    }

    private static CommandLine group(RemoteCommands.Group group, Console console, @Nullable String called) {
        CommandLine line = new CommandLine(new GroupCommand());
        CommandSpec spec = line.getCommandSpec().name(group.name());
        spec.usageMessage().description(group.description()).synopsisSubcommandLabel("COMMAND");
        boolean known = called != null && group.has(called);
        group.commands().stream()
                .filter(entry -> !known || entry.name().equals(called))
                .forEach(entry ->
                        line.addSubcommand(entry.name(), entry.command().apply(console)));
        return line;
    }
}
