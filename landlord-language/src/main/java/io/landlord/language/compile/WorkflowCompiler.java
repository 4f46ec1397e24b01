package io.landlord.language.compile;

import io.landlord.language.Compilation;
import io.landlord.language.reader.Node;
import io.landlord.language.reader.Problems;
import io.landlord.language.reader.SourceText;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Delay;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Schedule;
import io.landlord.machine.program.Task;
import io.landlord.machine.program.Template;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a document and compiles it to the tasks of a program, in one pass over its tree (dsl-reference, "Workflow").
 * Whatever is wrong is told to the problems, one mistake once; nothing of the document is ignored.
 */
public final class WorkflowCompiler {
    private static final List<String> PROPERTIES =
            List.of("document", "input", "use", "do", "timeout", "output", "schedule", "evaluate");

    private final Workbench bench;
    private final TaskLists lists;
    private final TaskCompiler tasks;
    private final Spot document;

    public WorkflowCompiler(SourceText source, Node root, CallSettings settings, Problems problems) {
        this.document = Spot.root(root);
        this.bench = new Workbench(source, document, settings, problems);
        this.lists = new TaskLists(bench);
        this.tasks = new TaskCompiler(bench, lists);
    }

    /**
     * What a document without errors compiles to.
     *
     * @param tasks every task, the workflow itself first
     */
    public record Compiled(
            String namespace,
            String name,
            String version,
            List<Task> tasks,
            @Nullable Schedule schedule) {}

    /** The workflows that the compiled tasks run. */
    public List<Compilation.Reference> references() {
        return bench.references();
    }

    /** The compiled document; empty when it has errors. */
    public Optional<Compiled> compile() {
        Optional<Fields> found = bench.shapes().object(document);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        fields.only(PROPERTIES, "a workflow");
        fields.get("evaluate").ifPresent(spot -> bench.shapes().unsupported(spot, "'evaluate'"));
        Optional<Schedule> schedule = fields.get("schedule").flatMap(new Schedules(bench)::make);
        Optional<DocumentHeader.Names> names =
                fields.required("document", "a workflow").flatMap(spot -> new DocumentHeader(bench).read(spot));
        fields.get("use").ifPresent(bench.reusables()::declare);
        compileRoot(fields);
        checkUnused();
        if (bench.problems().failed() || names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Compiled(
                names.get().namespace(),
                names.get().name(),
                names.get().version(),
                bench.tasks().all(),
                schedule.orElse(null)));
    }

    /** The workflow as a task of its own, before all others. */
    private void compileRoot(Fields fields) {
        int index = bench.tasks().take();
        Scope scope = Scope.NONE;
        Optional<Template> inputFrom =
                fields.get("input").flatMap(spot -> tasks.transform(spot, "from", scope.workflowInput()));
        Optional<Template> outputAs =
                fields.get("output").flatMap(spot -> tasks.transform(spot, "as", scope.workflowOutput()));
        Optional<Delay> timeout = fields.get("timeout").flatMap(spot -> tasks.timeout(spot, scope.workflowTimeout()));
        fields.required("do", "a workflow")
                .flatMap(spot -> lists.sequence(spot, scope))
                .ifPresent(listing -> bench.tasks()
                        .put(new Task(
                                index,
                                "",
                                "",
                                document.node().json(),
                                null,
                                inputFrom.orElse(null),
                                outputAs.orElse(null),
                                null,
                                timeout.orElse(null),
                                Flow.CONTINUE,
                                null,
                                new Action.Do(listing.block()))));
    }

    /** What nothing refers to is checked like the rest, as it would be seen by a task that stands in no loop. */
    private void checkUnused() {
        Scope.Visible task = Scope.NONE.definition();
        Scope.Visible handler = Scope.NONE.with("error").definition();
        bench.reusables().unused(Reusables.Kind.TIMEOUT).forEach(spot -> tasks.timeoutDefinition(spot, task));
        bench.reusables().unused(Reusables.Kind.ERROR).forEach(spot -> new Raises(bench).definition(spot, task));
        bench.reusables().unused(Reusables.Kind.RETRY).forEach(spot -> new Retries(bench).definition(spot, handler));
    }
}
