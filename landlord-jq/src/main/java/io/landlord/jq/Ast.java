package io.landlord.jq;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The grammar's tree. Long chains are lists, so that its depth is bounded by the nesting of the source. */
sealed interface Ast {
    /** A place in the source. */
    record Span(int offset, int length) {}

    record Identity() implements Ast {}

    record Constant(JsonNode value) implements Ast {}

    record Variable(String name, Span span) implements Ast {}

    /** {@code left | right | ...} */
    record Pipe(List<Ast> stages) implements Ast {}

    /** {@code left, right, ...} */
    record Comma(List<Ast> items) implements Ast {}

    record Negate(Ast operand) implements Ast {}

    record Binary(BinaryOperator operator, Ast left, Ast right) implements Ast {}

    record And(Ast left, Ast right) implements Ast {}

    record Or(Ast left, Ast right) implements Ast {}

    /** {@code left // right} */
    record Alternative(Ast left, Ast right) implements Ast {}

    /** {@code target = value} */
    record Assign(Ast target, Ast value) implements Ast {}

    /** {@code target |= update} */
    record Modify(Ast target, Ast update) implements Ast {}

    /** {@code target += value} and its like */
    record ModifyBy(BinaryOperator operator, Ast target, Ast value) implements Ast {}

    /** {@code target //= value} */
    record ModifyAlternative(Ast target, Ast value) implements Ast {}

    record Index(Ast target, Ast key) implements Ast {}

    record Slice(Ast target, @Nullable Ast from, @Nullable Ast to) implements Ast {}

    record Iterate(Ast target) implements Ast {}

    /** {@code try body catch handler}, or without a handler */
    record Try(Ast body, @Nullable Ast handler) implements Ast {}

    /** {@code body?} */
    record Optional(Ast body) implements Ast {}

    record If(Ast condition, Ast then, Ast otherwise) implements Ast {}

    record Reduce(Ast source, List<Pattern> patterns, Ast initial, Ast update) implements Ast {}

    record Foreach(
            Ast source,
            List<Pattern> patterns,
            Ast initial,
            Ast update,
            @Nullable Ast extract) implements Ast {}

    /** {@code source as pattern ?// pattern | body} */
    record Bind(Ast source, List<Pattern> patterns, Ast body) implements Ast {}

    record Label(String name, Ast body) implements Ast {}

    record Break(String name, Span span) implements Ast {}

    record Call(String name, List<Ast> arguments, Span span) implements Ast {}

    record Collect(@Nullable Ast items) implements Ast {}

    record Construct(List<Entry> entries) implements Ast {}

    record Entry(Ast key, Ast value) {}

    /** {@code "text \(program) ..."} */
    record Text(String format, List<Part> parts, Span span) implements Ast {}

    /** A piece of a string: as it stands, or a program whose results are formatted. */
    record Part(Ast value, boolean literal) {}

    record Format(String name, Span span) implements Ast {}

    /** {@code def ...; def ...; body} */
    record Definitions(List<Definition> definitions, Ast body) implements Ast {}

    record Definition(String name, List<Parameter> parameters, Ast body, Span span) {}

    record Parameter(String name, boolean isVariable) {}

    sealed interface Pattern {
        record Name(String name) implements Pattern {}

        record Items(List<Pattern> items) implements Pattern {}

        record Fields(List<Field> fields) implements Pattern {}

        /** Binds {@code variable}, the inner pattern, or both, to the value at {@code key}. */
        record Field(
                Ast key,
                @Nullable String variable,
                @Nullable Pattern inner) {}
    }
}
