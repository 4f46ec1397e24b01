package io.landlord.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.graph.GraphNode;
import io.landlord.api.graph.NodePhase;
import io.landlord.api.graph.NodeProperties;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Documents beside the text that is expected of them, and the handlers they may call. */
final class Golden {
    private static final Path ROOT = Path.of("src/test/resources/io/landlord/language");

    private Golden() {}

    private record Named(String name) implements TaskHandler {
        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) {
            return arguments;
        }
    }

    static TaskHandlers handlers() {
        TaskHandlers handlers = new TaskHandlers();
        handlers.register(
                new Named("http"), HandlerOptions.NONE.withRetryPolicy(RetryPolicy.attempts(9, Duration.ZERO)));
        handlers.register(
                new Named("createDatabase"),
                HandlerOptions.NONE
                        .withTimeout(Duration.ofSeconds(30))
                        .withRetryPolicy(RetryPolicy.attempts(3, Duration.ofSeconds(2))));
        handlers.register(new Named("createRole"));
        handlers.register(new Named("log"));
        NodeProperties told = new NodeProperties(List.of(), List.of("to", "message"), true);
        NodeProperties posted = NodeProperties.only(List.of("url"), List.of("body"));
        handlers.register(GraphNode.of(NodePhase.sleep(), new Named("send")).withProperties(told));
        handlers.register(
                GraphNode.of(new NodePhase.Signal("answered", Duration.ofMinutes(1), "Answered"), new Named("await"))
                        .withProperties(NodeProperties.only(List.of(), List.of())));
        handlers.register(GraphNode.of(NodePhase.none(), new Named("post"))
                .withAliases("hook")
                .withProperties(posted)
                .withOptions(HandlerOptions.NONE.withTimeout(Duration.ofSeconds(20))));
        return handlers;
    }

    static Compilation check(String definition) {
        return DefinitionCompiler.compile(
                WorkflowSpec.of("golden", definition), handlers(), DefinitionCompiler.Mode.CHECK);
    }

    /** The documents of a folder. */
    static List<Path> documents(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> !file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String name(Path document) {
        String file = document.getFileName().toString();
        return file.substring(0, file.lastIndexOf('.'));
    }

    static void assertIsExpected(Path document, String actual) {
        Path expected = document.resolveSibling(name(document) + ".txt");
        assertThat(actual).as(document.getFileName().toString()).isEqualTo(read(expected));
    }

    /** One line a diagnostic, {@code line:column severity code message}, and its hint indented below. */
    static String lines(List<Diagnostic> diagnostics) {
        return diagnostics.stream().map(Golden::line).collect(Collectors.joining());
    }

    private static String line(Diagnostic diagnostic) {
        String severity = diagnostic.severity().name().toLowerCase(Locale.ROOT);
        String hint = diagnostic.hint() == null ? "" : "    " + diagnostic.hint() + "\n";
        return diagnostic.line() + ":" + diagnostic.column() + " " + severity + " " + diagnostic.code() + " "
                + diagnostic.message() + "\n" + hint;
    }
}
