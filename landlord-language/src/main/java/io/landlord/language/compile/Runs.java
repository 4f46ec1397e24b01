package io.landlord.language.compile;

import io.landlord.language.Compilation;
import io.landlord.language.compile.Scope.Visible;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Template;
import io.landlord.machine.program.WorkflowReference;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Compiles {@code run} (dsl-reference, "Run"). Of what it can run, workflows are supported; of what a process can return, a
 * workflow has its output or nothing.
 */
final class Runs {
    private static final List<String> PROCESSES = List.of("container", "script", "shell", "workflow");
    private static final List<String> PROPERTIES =
            List.of("container", "script", "shell", "workflow", "await", "return");
    private static final List<String> WORKFLOW = List.of("namespace", "name", "version", "input");
    private static final List<String> RETURNS = List.of("stdout", "stderr", "code", "all", "none");

    private final Workbench bench;
    private final DocumentHeader header;

    Runs(Workbench bench) {
        this.bench = bench;
        this.header = new DocumentHeader(bench);
    }

    Optional<Action> make(Spot main, Visible visible) {
        Optional<Fields> found = bench.shapes().object(main);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = found.get();
        fields.only(PROPERTIES, "'run'");
        Optional<Spot> process = process(fields);
        if (process.isEmpty()) {
            return Optional.empty();
        }
        if (!process.get().name().equals("workflow")) {
            bench.shapes().unsupported(process.get(), "'run: " + process.get().name() + "'");
            return Optional.empty();
        }
        Optional<Boolean> await =
                fields.has("await") ? fields.get("await").flatMap(bench.shapes()::bool) : Optional.of(Boolean.TRUE);
        Optional<Boolean> returns =
                fields.has("return") ? fields.get("return").flatMap(this::returns) : Optional.of(Boolean.TRUE);
        Optional<Fields> workflow = bench.shapes().object(process.get());
        workflow.ifPresent(known -> known.only(WORKFLOW, "'workflow'"));
        Optional<WorkflowReference> reference = workflow.flatMap(this::reference);
        reference.ifPresent(known -> bench.references().add(place(known, process.get())));
        Optional<Template> input = workflow.flatMap(known -> known.has("input")
                ? known.get("input").flatMap(spot -> bench.templates().value(spot, visible))
                : Optional.of(new Template.Literal(JsonNodeFactory.instance.objectNode())));
        return await.isPresent() && returns.isPresent() && reference.isPresent() && input.isPresent()
                ? Optional.of(new Action.Run(reference.get(), input.get(), await.get(), returns.get()))
                : Optional.empty();
    }

    private static Compilation.Reference place(WorkflowReference workflow, Spot spot) {
        return new Compilation.Reference(
                workflow, spot.pointer(), spot.key().line(), spot.key().column());
    }

    private Optional<Spot> process(Fields fields) {
        List<Spot> given = fields.all().stream()
                .filter(spot -> PROCESSES.contains(spot.name()))
                .toList();
        if (given.size() > 1) {
            Spot second = given.get(1);
            bench.problems()
                    .error(
                            "ambiguous-task",
                            second.pointer(),
                            second.key(),
                            "'run' runs one process, but this one has '"
                                    + given.get(0).name() + "' and '" + second.name() + "'",
                            "make them two tasks");
            return Optional.empty();
        }
        if (given.isEmpty() && PROPERTIES.containsAll(fields.names())) {
            bench.problems()
                    .error(
                            "missing-property",
                            fields.spot().pointer(),
                            fields.spot().key(),
                            "'run' needs one of " + Shapes.listed(PROCESSES),
                            null);
        }
        return given.stream().findFirst();
    }

    private Optional<Boolean> returns(Spot spot) {
        Optional<String> returns = bench.shapes().string(spot);
        if (returns.isEmpty()) {
            return Optional.empty();
        }
        return switch (returns.get()) {
            case "stdout" -> Optional.of(Boolean.TRUE);
            case "none" -> Optional.of(Boolean.FALSE);
            case "stderr", "code", "all" -> {
                bench.shapes()
                        .error(
                                "invalid-value",
                                spot,
                                "a workflow has no '" + returns.get() + "' to return",
                                "'stdout', the default, is its output; 'none' is null");
                yield Optional.empty();
            }
            default -> {
                bench.shapes()
                        .error(
                                "invalid-value",
                                spot,
                                "'return' cannot be '" + Shapes.clip(returns.get()) + "'",
                                "it is one of " + Shapes.listed(RETURNS));
                yield Optional.empty();
            }
        };
    }

    private Optional<WorkflowReference> reference(Fields workflow) {
        Optional<String> namespace =
                workflow.requiredAmong(WORKFLOW, "namespace", "'workflow'").flatMap(header::name);
        Optional<String> name =
                workflow.requiredAmong(WORKFLOW, "name", "'workflow'").flatMap(header::name);
        Optional<String> version =
                workflow.has("version") ? workflow.get("version").flatMap(this::version) : latest();
        return namespace.isPresent() && name.isPresent() && version.isPresent()
                ? Optional.of(new WorkflowReference(namespace.get(), name.get(), version.get()))
                : Optional.empty();
    }

    private static Optional<String> latest() {
        return Optional.of(WorkflowReference.LATEST);
    }

    private Optional<String> version(Spot spot) {
        boolean latest = spot.node().json().isString()
                && spot.node().json().stringValue().equals(WorkflowReference.LATEST);
        return latest ? latest() : header.version(spot);
    }
}
