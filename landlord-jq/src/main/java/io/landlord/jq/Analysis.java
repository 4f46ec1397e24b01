package io.landlord.jq;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What can be said of a part of a program without running it. */
final class Analysis {
    /** Builtins whose result never holds the input itself. */
    private static final Set<String> DETACHING = Set.of(
            "length",
            "type",
            "keys",
            "keys_unsorted",
            "has",
            "contains",
            "tostring",
            "tojson",
            "not",
            "startswith",
            "endswith",
            "floor",
            "sqrt",
            "ascii_downcase",
            "ascii_upcase",
            "utf8bytelength",
            "ltrimstr",
            "rtrimstr",
            "trimstr",
            "trim",
            "ltrim",
            "rtrim",
            "explode",
            "implode",
            "tonumber",
            "isnan",
            "isinfinite");

    private final Set<String> redefined;

    /**
     * An analysis of programs that define functions of their own.
     *
     * @param redefined the names of those functions and of their parameters
     */
    Analysis(Set<String> redefined) {
        this.redefined = redefined;
    }

    /**
     * Whether the part gives exactly one result or an error, and keeps no reference to its input: it can be run on a
     * value that is changed in place afterwards. Errs on the side of no.
     */
    boolean borrows(Ast ast) {
        return switch (ast) {
            case Ast.Constant c -> true;
            case Ast.Variable v -> true;
            case Ast.Format f -> true;
            case Ast.Index index -> reads(index.target()) && borrows(index.key());
            case Ast.Slice slice ->
                reads(slice.target())
                        && (slice.from() == null || borrows(slice.from()))
                        && (slice.to() == null || borrows(slice.to()));
            case Ast.Binary binary ->
                isComparison(binary.operator())
                        ? reads(binary.left()) && reads(binary.right())
                        : borrows(binary.left()) && borrows(binary.right());
            case Ast.Alternative either -> borrows(either.left()) && borrows(either.right());
            case Ast.And and -> reads(and.left()) && reads(and.right());
            case Ast.Or or -> reads(or.left()) && reads(or.right());
            case Ast.Negate negate -> borrows(negate.operand());
            case Ast.Collect collect -> collect.items() == null || borrows(collect.items());
            case Ast.Construct construct ->
                construct.entries().stream().allMatch(entry -> borrows(entry.key()) && borrows(entry.value()));
            case Ast.Text text -> text.parts().stream().allMatch(part -> reads(part.value()));
            case Ast.If branch -> reads(branch.condition()) && borrows(branch.then()) && borrows(branch.otherwise());
            case Ast.Pipe pipe ->
                borrows(pipe.stages().getFirst())
                        && pipe.stages().stream().skip(1).allMatch(this::reads);
            case Ast.Call call ->
                DETACHING.contains(call.name())
                        && !redefined.contains(call.name())
                        && call.arguments().stream().allMatch(this::borrows);
            case Ast.Identity i -> false;
            case Ast.Comma c -> false;
            case Ast.Assign a -> false;
            case Ast.Modify m -> false;
            case Ast.ModifyBy m -> false;
            case Ast.ModifyAlternative m -> false;
            case Ast.Iterate i -> false;
            case Ast.Try t -> false;
            case Ast.Optional o -> false;
            case Ast.Reduce r -> false;
            case Ast.Foreach f -> false;
            case Ast.Bind b -> false;
            case Ast.Label l -> false;
            case Ast.Break b -> false;
            case Ast.Definitions d -> false;
        };
    }

    /** Like {@link #borrows}, for a part whose result is only looked at. */
    private boolean reads(Ast ast) {
        return ast instanceof Ast.Identity || borrows(ast);
    }

    private static boolean isComparison(BinaryOperator operator) {
        return operator.compareTo(BinaryOperator.EQUAL) >= 0;
    }

    /** Whether the part gives exactly one result or an error. */
    boolean isSingular(Ast ast) {
        return switch (ast) {
            case Ast.Identity i -> true;
            case Ast.Collect c -> true;
            case Ast.Reduce r -> isSingular(r.initial());
            case Ast.Binary binary -> isSingular(binary.left()) && isSingular(binary.right());
            case Ast.Negate negate -> isSingular(negate.operand());
            case Ast.Pipe pipe -> pipe.stages().stream().allMatch(this::isSingular);
            case Ast.If branch ->
                isSingular(branch.condition()) && isSingular(branch.then()) && isSingular(branch.otherwise());
            case Ast.Assign assign -> simplePath(assign.target()) && isSingular(assign.value());
            case Ast.ModifyBy modify -> simplePath(modify.target()) && isSingular(modify.value());
            case Ast.Modify modify -> simplePath(modify.target());
            default -> borrows(ast);
        };
    }

    /** Whether the part is a chain of keys from the input, each of which can be found without moving the input. */
    boolean simplePath(Ast ast) {
        Ast at = ast;
        while (at instanceof Ast.Index index) {
            if (!borrows(index.key()) || isContainer(index.key())) {
                return false;
            }
            at = index.target();
        }
        return at instanceof Ast.Identity;
    }

    private static boolean isContainer(Ast key) {
        JsonNode value = key instanceof Ast.Constant constant ? constant.value() : null;
        return value != null && value.isContainer();
    }
}
