package io.landlord.language;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.compile.CallSettings;
import io.landlord.language.compile.WorkflowCompiler;
import io.landlord.language.graph.GraphDocument;
import io.landlord.language.reader.DocumentReader;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Problems;
import io.landlord.machine.program.Program;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compiles definitions: Serverless Workflow DSL 1.0.x documents and node graphs, in YAML or JSON.
 *
 * <p>All problems are found in one run and are values; nothing is thrown, whatever the text is. Features of the language
 * that are not supported yet are refused by name and line, never ignored. Limits: 10,000,000 characters, 200 levels,
 * 250,000 values, and 1,000,000 with aliases expanded. Pure and safe for use by many threads.
 */
public final class DefinitionCompiler {

    private DefinitionCompiler() {}

    /** What the compilation is for. */
    public enum Mode {
        /** To see what is wrong: a handler that is not registered is a warning. */
        CHECK,
        /** To run it: a handler that is not registered is an error. */
        DEPLOY
    }

    /**
     * Compiles the definition of a spec. Each call gets its handler's timeout and retry policy; the spec's own retry
     * policy, when there is one, replaces that of every call. The specification's own calls try once.
     */
    public static Compilation compile(WorkflowSpec spec, TaskHandlers handlers, Mode mode) {
        Problems problems = new Problems();
        DocumentReader.Document document = DocumentReader.read(spec.definition(), problems);
        Node root = document.root();
        if (root == null) {
            return new Compilation(null, problems.sorted());
        }
        CallSettings settings = new CallSettings(handlers, spec.retryPolicy(), mode == Mode.DEPLOY);
        Node meant = GraphDocument.isGraph(root)
                ? GraphDocument.of(root, handlers.nodes().view(), settings.unknownIsError(), problems)
                : root;
        Problems found = meant == root ? problems : new Problems();
        WorkflowCompiler compiler = new WorkflowCompiler(document.source(), meant, settings, found);
        Program program = compiler.compile()
                .map(compiled -> program(compiled, meant, spec))
                .orElse(null);
        if (meant != root) {
            Set<String> told = told(problems);
            found.sorted().stream()
                    .filter(problem -> !told.contains(problem.code()))
                    .forEach(problems::add);
        }
        return new Compilation(problems.failed() ? null : program, problems.sorted(), compiler.references());
    }

    /** What was told of a graph in its own words is not told again of the document it compiles as. */
    private static Set<String> told(Problems ofGraph) {
        Set<String> codes = new HashSet<>(Set.of("unreachable-task"));
        for (Diagnostic problem : ofGraph.sorted()) {
            switch (problem.code()) {
                case "unknown-node" -> codes.add("unknown-handler");
                case "cycle" -> codes.add("endless-loop");
                default -> {}
            }
        }
        return codes;
    }

    /**
     * The document that a graph compiles as, to be read by people or deployed in its place; {@code null} with errors, and for
     * a definition that is no graph.
     */
    public static Conversion convert(String definition, TaskHandlers handlers) {
        Compilation compilation = compile(WorkflowSpec.of("convert", definition), handlers, Mode.CHECK);
        Program program = compilation.program();
        Node root = DocumentReader.read(definition, new Problems()).root();
        boolean isGraph = root != null && GraphDocument.isGraph(root);
        return new Conversion(
                isGraph, isGraph && program != null ? program.definition() : null, compilation.diagnostics());
    }

    /**
     * A graph as a Serverless Workflow document.
     *
     * @param isGraph whether the definition is one at all
     * @param document the document; {@code null} unless the definition is a graph without errors
     * @param diagnostics what is wrong or doubtful
     */
    public record Conversion(boolean isGraph, @Nullable JsonNode document, List<Diagnostic> diagnostics) {
        public Conversion {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    private static Program program(WorkflowCompiler.Compiled compiled, Node document, WorkflowSpec spec) {
        return new Program(
                ProgramHash.of(document.json(), compiled.tasks(), spec),
                compiled.namespace(),
                compiled.name(),
                compiled.version(),
                document.json(),
                compiled.tasks(),
                spec.timeout(),
                compiled.schedule());
    }
}
