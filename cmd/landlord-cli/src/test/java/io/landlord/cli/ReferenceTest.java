package io.landlord.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The second half of docs/cli.md is made from the commands themselves. Written anew with
 * {@code mvn test -pl cmd/landlord-cli -am -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Dlandlord.golden=write}.
 */
class ReferenceTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "cli.md");
    private static final String MARK = "<!-- From here on made from the commands by ReferenceTest. -->\n";

    /** What each command that asks a server has; told once, above. */
    private static final Set<String> COMMON = Set.of("--server", "--output");

    static Stream<CommandLine> commands() {
        return all(CommandTree.whole(Invocation.console()));
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(ReferenceTest::all));
    }

    private static boolean isGroup(CommandLine command) {
        return !command.getSubcommands().isEmpty();
    }

    private static List<String> footer(CommandLine command) {
        return Arrays.asList(command.getCommandSpec().usageMessage().footer());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_says_what_it_does_and_shows_an_example(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        assertThat(command.getCommandSpec().usageMessage().description())
                .as(name)
                .isNotEmpty();
        if (!isGroup(command)) {
            assertThat(footer(command))
                    .as(name)
                    .contains("Try:")
                    .anySatisfy(line -> assertThat(line).contains(name));
        }
        assertThat(command.getUsageMessage().lines())
                .allSatisfy(line -> assertThat(line).as(name).hasSizeLessThanOrEqualTo(120));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_example_is_understood(CommandLine command) {
        for (String example : examples(command)) {
            if (!example.startsWith("landlord ") || example.contains("$(")) {
                continue;
            }
            String[] arguments = Arguments.of(example.replaceFirst(" [>|] .*| {2,}.*", "")).stream()
                    .skip(1)
                    .toArray(String[]::new);
            CommandLine tree = CommandTree.whole(Invocation.console());
            assertThat(tree.parseArgs(arguments).errors()).as(example).isEmpty();
        }
    }

    @Test
    void the_page_describes_the_commands_there_are() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).contains(MARK);
        String written = page.substring(0, page.indexOf(MARK) + MARK.length());
        Golden.assertSame(PAGE, written + reference());
    }

    private static String reference() {
        return commands()
                .filter(command -> !isGroup(command))
                .map(ReferenceTest::section)
                .collect(Collectors.joining());
    }

    private static String section(CommandLine command) {
        StringBuilder text = new StringBuilder("\n### ")
                .append(command.getCommandSpec().qualifiedName())
                .append("\n\n")
                .append(String.join(" ", command.getCommandSpec().usageMessage().description()))
                .append('\n');
        prose(command).ifPresent(lines -> text.append('\n').append(lines).append('\n'));
        StringBuilder rows = new StringBuilder();
        for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
            row(rows, parameter.paramLabel(), parameter.description());
        }
        boolean asks = command.getCommandSpec().findOption("--server") != null;
        for (OptionSpec option : command.getCommandSpec().options()) {
            boolean common = asks && COMMON.contains(option.longestName());
            if (!option.usageHelp() && !option.versionHelp() && !common) {
                String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
                row(rows, String.join(", ", option.names()) + label, option.description());
            }
        }
        if (!rows.isEmpty()) {
            text.append("\n| | |\n|---|---|\n").append(rows);
        }
        List<String> examples = examples(command);
        if (!examples.isEmpty()) {
            text.append('\n');
            examples.forEach(example -> text.append("    ").append(example).append('\n'));
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, String... description) {
        text.append("| `")
                .append(name.replace("|", "\\|"))
                .append("` | ")
                .append(String.join(" ", description).replace("|", "\\|"))
                .append(" |\n");
    }

    /** What a footer tells beside its examples. */
    private static Optional<String> prose(CommandLine command) {
        String text = footer(command).stream()
                .filter(line -> !line.isEmpty() && !line.equals("Try:") && !line.startsWith("  "))
                .map(line -> line.startsWith("Exit codes:") ? "\n" + line : line)
                .collect(Collectors.joining("\n"))
                .strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static List<String> examples(CommandLine command) {
        return footer(command).stream()
                .filter(line -> line.startsWith("  "))
                .map(String::strip)
                .toList();
    }
}
