package io.landlord.language.compile;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The variables that the tasks of a list see besides the runtime's arguments: of loops and caught errors around them.
 * Which arguments each place sees is the table of the specification (dsl.md, "Runtime expression arguments").
 *
 * @param compensates whether these tasks are a compensation
 */
record Scope(Set<String> locals, boolean compensates) {
    /** What the specification gives expressions, supported here or not. */
    static final Set<String> ARGUMENTS =
            Set.of("context", "input", "output", "secrets", "task", "workflow", "runtime", "authorization");

    static final Scope NONE = new Scope(Set.of(), false);

    /** What the expressions of one place see, and what messages call that place. */
    record Visible(String where, Set<String> variables) {
        Visible with(String where, String variable) {
            return new Visible(where, plus(variables, List.of(variable)));
        }
    }

    Scope with(String... names) {
        return new Scope(plus(locals, List.of(names)), compensates);
    }

    /** What the tasks that compensate a task see: its recorded output; loops and errors around it are long past. */
    static Scope compensation() {
        return new Scope(Set.of("output"), true);
    }

    Visible workflowInput() {
        return new Visible("the workflow's 'input.from'", Set.of("workflow", "runtime"));
    }

    Visible workflowTimeout() {
        return new Visible("the workflow's 'timeout'", Set.of("workflow", "runtime"));
    }

    Visible workflowOutput() {
        return new Visible("the workflow's 'output.as'", Set.of("context", "workflow", "runtime"));
    }

    Visible condition() {
        return visible("'if'", "context", "task", "workflow", "runtime");
    }

    Visible inputFrom() {
        return visible("'input.from'", "context", "task", "workflow", "runtime");
    }

    Visible definition() {
        return visible("a task's definition", "context", "input", "task", "workflow", "runtime");
    }

    Visible outputAs() {
        return visible("'output.as'", "context", "input", "task", "workflow", "runtime");
    }

    Visible exportAs() {
        return visible("'export.as'", "context", "input", "output", "task", "workflow", "runtime");
    }

    private Visible visible(String where, String... arguments) {
        return new Visible(where, plus(locals, List.of(arguments)));
    }

    private static Set<String> plus(Set<String> names, List<String> more) {
        Set<String> all = new LinkedHashSet<>(more);
        all.addAll(names);
        return java.util.Collections.unmodifiableSet(all);
    }
}
