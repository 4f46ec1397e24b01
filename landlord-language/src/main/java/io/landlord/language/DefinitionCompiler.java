package io.landlord.language;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.compile.CallSettings;
import io.landlord.language.compile.WorkflowCompiler;
import io.landlord.language.reader.DocumentReader;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Problems;
import io.landlord.machine.program.Program;

/**
 * Compiles definitions: Serverless Workflow DSL 1.0.x documents in YAML or JSON.
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
        Program program = WorkflowCompiler.compile(document.source(), root, settings, problems)
                .map(compiled -> program(compiled, root, spec))
                .orElse(null);
        return new Compilation(problems.failed() ? null : program, problems.sorted());
    }

    private static Program program(WorkflowCompiler.Compiled compiled, Node root, WorkflowSpec spec) {
        return new Program(
                ProgramHash.of(root.json(), compiled.tasks(), spec),
                compiled.namespace(),
                compiled.name(),
                compiled.version(),
                root.json(),
                compiled.tasks(),
                spec.timeout());
    }
}
