package io.landlord.language.compile;

import io.landlord.language.Compilation;
import io.landlord.language.reader.Problems;
import io.landlord.language.reader.SourceText;
import java.util.ArrayList;
import java.util.List;

/** The tools that the compilers of one document share. */
final class Workbench {
    private final Problems problems;
    private final Shapes shapes;
    private final Expressions expressions;
    private final Templates templates;
    private final Delays delays;
    private final Flows flows;
    private final Calls calls;
    private final Reusables reusables;
    private final TaskSlots tasks = new TaskSlots();
    private final List<Compilation.Reference> references = new ArrayList<>();

    Workbench(SourceText text, Spot document, CallSettings settings, Problems problems) {
        this.problems = problems;
        this.shapes = new Shapes(problems);
        this.expressions = new Expressions(text, problems, shapes);
        this.templates = new Templates(text, problems, shapes, expressions);
        this.delays = new Delays(shapes, expressions);
        this.flows = new Flows(document, shapes);
        this.reusables = new Reusables(problems, shapes);
        this.calls = new Calls(settings, problems);
    }

    Problems problems() {
        return problems;
    }

    Shapes shapes() {
        return shapes;
    }

    Expressions expressions() {
        return expressions;
    }

    Templates templates() {
        return templates;
    }

    Delays delays() {
        return delays;
    }

    Flows flows() {
        return flows;
    }

    Calls calls() {
        return calls;
    }

    Reusables reusables() {
        return reusables;
    }

    /** The workflows that tasks run, as they are found. */
    List<Compilation.Reference> references() {
        return references;
    }

    TaskSlots tasks() {
        return tasks;
    }
}
