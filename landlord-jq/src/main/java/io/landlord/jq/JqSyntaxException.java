package io.landlord.jq;

import java.util.List;

/** A source is no program; says everything that could be found wrong in one run. */
public final class JqSyntaxException extends RuntimeException {
    private final transient List<JqProblem> problems;

    public JqSyntaxException(List<JqProblem> problems) {
        super(describe(problems.getFirst()), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** At least one problem, in the order of their places. */
    public List<JqProblem> problems() {
        return problems;
    }

    private static String describe(JqProblem problem) {
        String text = problem.message() + " at line " + problem.line() + ", column " + problem.column();
        return problem.hint() == null ? text : text + " (" + problem.hint() + ")";
    }
}
