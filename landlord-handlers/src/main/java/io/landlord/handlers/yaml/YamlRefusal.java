package io.landlord.handlers.yaml;

import org.snakeyaml.engine.v2.exceptions.Mark;

/** Why a text or a value cannot be read or written. */
final class YamlRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    YamlRefusal(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    /** With the place, counted from 1. */
    YamlRefusal(String problem, Mark mark) {
        this("line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": " + problem);
    }

    @Override
    public String getMessage() {
        return problem;
    }
}
