package io.landlord.jq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/** Reads terms: literals, calls, constructors, control structures and the suffixes that follow them. */
final class TermParser {
    private static final Ast IDENTITY = new Ast.Identity();

    private final Parser parser;
    private final Problems problems;

    TermParser(Parser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** A term and its suffixes. */
    Ast postfix() {
        Ast term = term();
        int entered = 0;
        while (true) {
            Ast longer = suffix(term);
            if (longer == null) {
                parser.leave(entered);
                return term;
            }
            term = longer;
            parser.enter();
            entered++;
        }
    }

    private @Nullable Ast suffix(Ast term) {
        Token token = parser.peek();
        if (token.type() == Token.Type.FIELD) {
            parser.next();
            return new Ast.Index(term, text(token.text()));
        }
        if (token.is("?")) {
            parser.next();
            return new Ast.Optional(term);
        }
        if (token.is("[")) {
            return bracket(term);
        }
        if (!token.is(".")) {
            return null;
        }
        Token second = parser.peekSecond();
        if (second.type() == Token.Type.STRING_START || second.type() == Token.Type.FORMAT) {
            parser.next();
            return new Ast.Index(term, string());
        }
        if (second.is("[")) {
            parser.next();
            return bracket(term);
        }
        return null;
    }

    private Ast bracket(Ast term) {
        parser.expect("[");
        if (parser.accept("]")) {
            return new Ast.Iterate(term);
        }
        if (parser.accept(":")) {
            Ast to = parser.pipe();
            parser.expect("]");
            return new Ast.Slice(term, null, to);
        }
        Ast first = parser.pipe();
        if (!parser.accept(":")) {
            parser.expect("]");
            return new Ast.Index(term, first);
        }
        Ast to = parser.peek().is("]") ? null : parser.pipe();
        parser.expect("]");
        return new Ast.Slice(term, first, to);
    }

    private Ast term() {
        Token token = parser.peek();
        return switch (token.type()) {
            case NUMBER -> {
                parser.next();
                yield new Ast.Constant(JqValues.number(Double.parseDouble(token.text())));
            }
            case STRING_START -> string();
            case FORMAT -> format(token);
            case FIELD -> {
                parser.next();
                yield new Ast.Index(IDENTITY, text(token.text()));
            }
            case VARIABLE -> variable(parser.next());
            case NAME -> name(token);
            case SYMBOL -> symbol(token);
            case STRING_TEXT, STRING_END, INTERPOLATION_START, INTERPOLATION_END, END -> throw parser.unexpected(token);
        };
    }

    private Ast format(Token token) {
        if (parser.peekSecond().type() == Token.Type.STRING_START) {
            return string();
        }
        parser.next();
        return new Ast.Format(token.text(), Parser.span(token));
    }

    private Ast variable(Token token) {
        return token.text().equals("__loc__") ? location(token) : new Ast.Variable(token.text(), Parser.span(token));
    }

    private Ast location(Token token) {
        JqObject place = new JqObject();
        place.shared = true;
        place.entries.put("file", StringNode.valueOf("<top-level>"));
        place.entries.put("line", JqValues.integer(problems.line(token.offset())));
        place.length = 40;
        return new Ast.Constant(place);
    }

    private Ast symbol(Token token) {
        parser.next();
        return switch (token.text()) {
            case "." -> dot(token);
            case ".." -> new Ast.Call("recurse", List.of(), Parser.span(token));
            case "(" -> {
                Ast inner = parser.pipe();
                parser.expect(")");
                yield enclosed(inner);
            }
            case "[" -> collect();
            case "{" -> construct();
            default -> throw parser.unexpected(token);
        };
    }

    /** Keeps a question mark behind the parentheses from being one behind the last step in them. */
    private static Ast enclosed(Ast inner) {
        boolean step = inner instanceof Ast.Index || inner instanceof Ast.Slice || inner instanceof Ast.Iterate;
        return step ? new Ast.Pipe(List.of(inner)) : inner;
    }

    private Ast dot(Token token) {
        Token second = parser.peek();
        if (second.type() == Token.Type.STRING_START || second.type() == Token.Type.FORMAT) {
            return new Ast.Index(IDENTITY, string());
        }
        if (second.type() == Token.Type.NAME
                && second.offset() == token.end()
                && !Parser.KEYWORDS.contains(second.text())) {
            throw parser.unexpected(second);
        }
        return IDENTITY;
    }

    private Ast collect() {
        if (parser.accept("]")) {
            return new Ast.Collect(null);
        }
        Ast items = parser.pipe();
        parser.expect("]");
        return new Ast.Collect(items);
    }

    private Ast name(Token token) {
        return switch (token.text()) {
            case "if" -> conditional();
            case "try" -> attempt();
            case "reduce" -> reduce();
            case "foreach" -> foreach();
            case "break" -> {
                parser.next();
                Token label = parser.expect(Token.Type.VARIABLE, "a label such as $out");
                yield new Ast.Break(label.text(), new Ast.Span(token.offset(), label.end() - token.offset()));
            }
            case "true" -> constant(BooleanNode.TRUE);
            case "false" -> constant(BooleanNode.FALSE);
            case "null" -> constant(Kind.nothing());
            case "import", "include", "module" ->
                throw problems.abandon(token.offset(), token.length(), token.text() + " is not available here", null);
            default -> call(token);
        };
    }

    private Ast constant(JsonNode value) {
        parser.next();
        return new Ast.Constant(value);
    }

    private Ast call(Token token) {
        if (Parser.KEYWORDS.contains(token.text())) {
            throw parser.unexpected(token);
        }
        parser.next();
        List<Ast> arguments = new ArrayList<>();
        if (parser.accept("(")) {
            do {
                arguments.add(parser.pipe());
            } while (parser.accept(";"));
            parser.expect(")");
        }
        return new Ast.Call(token.text(), arguments, Parser.span(token));
    }

    private Ast conditional() {
        parser.next();
        Ast condition = parser.pipe();
        parser.expectName("then");
        Ast then = parser.pipe();
        Token token = parser.peek();
        if (token.isName("elif")) {
            parser.enter();
            Ast otherwise = conditional();
            parser.leave(1);
            return new Ast.If(condition, then, otherwise);
        }
        Ast otherwise = parser.acceptName("else") ? parser.pipe() : IDENTITY;
        parser.expectName("end");
        return new Ast.If(condition, then, otherwise);
    }

    private Ast attempt() {
        parser.next();
        parser.enter();
        Ast body = guarded();
        Ast handler = parser.acceptName("catch") ? guarded() : null;
        parser.leave(1);
        return new Ast.Try(body, handler);
    }

    private Ast guarded() {
        if (!parser.accept("-")) {
            return postfix();
        }
        parser.enter();
        Ast negated = new Ast.Negate(guarded());
        parser.leave(1);
        return negated;
    }

    private Ast reduce() {
        parser.next();
        Ast source = parser.expression();
        parser.expectName("as");
        var patterns = parser.patterns();
        parser.expect("(");
        Ast initial = parser.pipe();
        parser.expect(";");
        Ast update = parser.pipe();
        parser.expect(")");
        return new Ast.Reduce(source, patterns, initial, update);
    }

    private Ast foreach() {
        parser.next();
        Ast source = parser.expression();
        parser.expectName("as");
        var patterns = parser.patterns();
        parser.expect("(");
        Ast initial = parser.pipe();
        parser.expect(";");
        Ast update = parser.pipe();
        Ast extract = parser.accept(";") ? parser.pipe() : null;
        parser.expect(")");
        return new Ast.Foreach(source, patterns, initial, update, extract);
    }

    private Ast construct() {
        List<Ast.Entry> entries = new ArrayList<>();
        while (!parser.accept("}")) {
            if (!entries.isEmpty()) {
                parser.expect(",");
                if (parser.accept("}")) {
                    break;
                }
            }
            entries.add(entry());
        }
        return new Ast.Construct(entries);
    }

    private Ast.Entry entry() {
        Token token = parser.peek();
        if (token.type() == Token.Type.VARIABLE) {
            parser.next();
            Ast variable = variable(token);
            return parser.accept(":") ? new Ast.Entry(variable, value()) : new Ast.Entry(text(token.text()), variable);
        }
        Ast key = key();
        if (parser.accept(":")) {
            return new Ast.Entry(key, value());
        }
        if (token.is("(")) {
            throw parser.unexpected(parser.peek(), "':'");
        }
        return new Ast.Entry(key, new Ast.Index(IDENTITY, key));
    }

    /** The key of an object or of a pattern: a name, a string, or a program in parentheses. */
    Ast key() {
        Token token = parser.peek();
        if (token.type() == Token.Type.NAME) {
            parser.next();
            return text(token.text());
        }
        if (token.type() == Token.Type.STRING_START
                || (token.type() == Token.Type.FORMAT && parser.peekSecond().type() == Token.Type.STRING_START)) {
            return string();
        }
        if (token.is("(")) {
            parser.next();
            Ast key = parser.pipe();
            Token end = parser.peek();
            parser.expect(")");
            refuseConstant(key, token, end);
            return key;
        }
        boolean value = token.type() == Token.Type.NUMBER || token.is("[") || token.is("{") || token.is("-");
        throw problems.abandon(
                token.offset(),
                token.length(),
                "an object's key must be a name, a string, a variable or an expression in parentheses",
                value ? "write (" + token.text() + "...) if this is meant" : null);
    }

    private void refuseConstant(Ast key, Token from, Token to) {
        if (key instanceof Ast.Constant constant && !constant.value().isString()) {
            problems.add(
                    from.offset() + 1,
                    to.offset() - from.offset() - 1,
                    "cannot use " + Texts.describe(constant.value()) + " as an object's key");
        }
    }

    private Ast value() {
        Ast first = parser.expression();
        if (!parser.peek().is("|")) {
            return first;
        }
        List<Ast> stages = new ArrayList<>(List.of(first));
        while (parser.accept("|")) {
            stages.add(parser.expression());
        }
        return new Ast.Pipe(stages);
    }

    private Ast string() {
        Token first = parser.peek();
        String format = first.type() == Token.Type.FORMAT ? parser.next().text() : "text";
        parser.expect(Token.Type.STRING_START, "a string");
        List<Ast.Part> parts = new ArrayList<>();
        while (parser.peek().type() != Token.Type.STRING_END) {
            Token token = parser.next();
            if (token.type() == Token.Type.STRING_TEXT) {
                parts.add(new Ast.Part(text(token.text()), true));
            } else {
                parts.add(new Ast.Part(parser.pipe(), false));
                parser.expect(Token.Type.INTERPOLATION_END, "')'");
            }
        }
        parser.next();
        if (parts.isEmpty()) {
            return text("");
        }
        if (parts.size() == 1 && parts.getFirst().literal()) {
            return parts.getFirst().value();
        }
        return new Ast.Text(format, List.copyOf(parts), Parser.span(first));
    }

    private static Ast text(String text) {
        return new Ast.Constant(StringNode.valueOf(text));
    }
}
