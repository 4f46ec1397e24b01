package io.landlord.jq;

import io.landlord.jq.Ast.Pattern;
import io.landlord.jq.Ast.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** Reads pipes, operators and definitions; {@link TermParser} reads what binds tighter. */
final class Parser {
    static final Set<String> KEYWORDS = Set.of(
            "as", "def", "module", "import", "include", "if", "then", "else", "elif", "end", "reduce", "foreach", "and",
            "or", "try", "catch", "label", "break", "__loc__");
    private static final int DEEPEST = 400;

    private static final int ALTERNATIVE = 1;
    private static final int ASSIGNMENT = 2;
    private static final int OR = 3;
    private static final int AND = 4;
    private static final int COMPARISON = 5;
    private static final int SUM = 6;
    private static final int PRODUCT = 7;
    private static final Map<String, Integer> STRENGTH = Map.ofEntries(
            Map.entry("//", ALTERNATIVE),
            Map.entry("=", ASSIGNMENT),
            Map.entry("|=", ASSIGNMENT),
            Map.entry("+=", ASSIGNMENT),
            Map.entry("-=", ASSIGNMENT),
            Map.entry("*=", ASSIGNMENT),
            Map.entry("/=", ASSIGNMENT),
            Map.entry("%=", ASSIGNMENT),
            Map.entry("//=", ASSIGNMENT),
            Map.entry("or", OR),
            Map.entry("and", AND),
            Map.entry("==", COMPARISON),
            Map.entry("!=", COMPARISON),
            Map.entry("<", COMPARISON),
            Map.entry("<=", COMPARISON),
            Map.entry(">", COMPARISON),
            Map.entry(">=", COMPARISON),
            Map.entry("+", SUM),
            Map.entry("-", SUM),
            Map.entry("*", PRODUCT),
            Map.entry("/", PRODUCT),
            Map.entry("%", PRODUCT));

    private final List<Token> tokens;
    private final Problems problems;
    private final TermParser terms;
    private final Set<String> defined = new HashSet<>();
    private int position;
    private int depth;

    Parser(String source, Problems problems) {
        this.problems = problems;
        this.tokens = new Lexer(source, problems).tokens();
        this.terms = new TermParser(this, problems);
    }

    /** The whole source. */
    Ast program() {
        refuseModules();
        Ast result = pipe();
        if (peek().type() != Token.Type.END) {
            throw unexpected(peek());
        }
        return result;
    }

    /** The names of all functions and parameters that the source defines. */
    Set<String> defined() {
        return defined;
    }

    /** A source of definitions alone. */
    List<Ast.Definition> library() {
        List<Ast.Definition> definitions = new ArrayList<>();
        while (peek().isName("def")) {
            definitions.add(definition());
        }
        return definitions;
    }

    private void refuseModules() {
        Token first = peek();
        if (first.isName("import") || first.isName("include") || first.isName("module")) {
            throw problems.abandon(first.offset(), first.length(), first.text() + " is not available here", null);
        }
    }

    Ast pipe() {
        enter();
        Ast first = comma();
        if (!peek().is("|")) {
            leave(1);
            return first;
        }
        List<Ast> stages = new ArrayList<>(List.of(first));
        while (accept("|")) {
            stages.add(comma());
        }
        leave(1);
        return new Ast.Pipe(stages);
    }

    private Ast comma() {
        Ast first = item();
        if (!peek().is(",")) {
            return first;
        }
        List<Ast> items = new ArrayList<>(List.of(first));
        while (accept(",")) {
            items.add(item());
        }
        return new Ast.Comma(items);
    }

    /** What stands between commas. A definition, a label and a binding reach to the end of the pipe. */
    private Ast item() {
        if (peek().isName("def")) {
            List<Ast.Definition> definitions = library();
            return new Ast.Definitions(definitions, pipe());
        }
        if (peek().isName("label")) {
            next();
            Token name = expect(Token.Type.VARIABLE, "a label such as $out");
            expect("|");
            return new Ast.Label(name.text(), pipe());
        }
        Ast source = expression();
        if (!peek().isName("as")) {
            return source;
        }
        next();
        List<Pattern> patterns = patterns();
        expect("|");
        return new Ast.Bind(source, patterns, pipe());
    }

    private Ast.Definition definition() {
        enter();
        next();
        Token name = peek();
        if (name.type() != Token.Type.NAME) {
            throw unexpected(name);
        }
        next();
        defined.add(name.text());
        List<Ast.Parameter> parameters = new ArrayList<>();
        if (accept("(")) {
            do {
                Token parameter = next();
                if (parameter.type() != Token.Type.NAME && parameter.type() != Token.Type.VARIABLE) {
                    throw unexpected(parameter);
                }
                defined.add(parameter.text());
                parameters.add(new Ast.Parameter(parameter.text(), parameter.type() == Token.Type.VARIABLE));
            } while (accept(";"));
            expect(")");
        }
        expect(":");
        Ast body = pipe();
        expect(";");
        leave(1);
        return new Ast.Definition(name.text(), parameters, body, span(name));
    }

    /** Operators, without pipes and commas. */
    Ast expression() {
        return operators(ALTERNATIVE);
    }

    private Ast operators(int weakest) {
        enter();
        int entered = 1;
        Ast left = operand();
        while (true) {
            Token token = peek();
            int strength = strength(token);
            if (strength < weakest) {
                break;
            }
            next();
            enter();
            entered++;
            Ast right = operators(strength == ALTERNATIVE ? strength : strength + 1);
            left = combine(token, left, right);
            refuseChain(token, strength);
        }
        leave(entered);
        return left;
    }

    private static int strength(Token token) {
        boolean possible = token.type() == Token.Type.SYMBOL || token.type() == Token.Type.NAME;
        return possible ? STRENGTH.getOrDefault(token.text(), 0) : 0;
    }

    private void refuseChain(Token operator, int strength) {
        boolean chainable = strength != ASSIGNMENT && strength != COMPARISON;
        if (!chainable && strength(peek()) == strength) {
            throw problems.abandon(
                    peek().offset(),
                    peek().length(),
                    "unexpected " + show(peek()) + " after a first '" + operator.text() + "'",
                    "put parentheses around one of them");
        }
    }

    private Ast operand() {
        if (!peek().is("-")) {
            return terms.postfix();
        }
        enter();
        next();
        Ast negated = new Ast.Negate(operand());
        leave(1);
        return negated;
    }

    private static Ast combine(Token operator, Ast left, Ast right) {
        return switch (operator.text()) {
            case "//" -> new Ast.Alternative(left, right);
            case "=" -> new Ast.Assign(left, right);
            case "|=" -> new Ast.Modify(left, right);
            case "//=" -> new Ast.ModifyAlternative(left, right);
            case "+=", "-=", "*=", "/=", "%=" ->
                new Ast.ModifyBy(BinaryOperator.of(operator.text().substring(0, 1)), left, right);
            case "or" -> new Ast.Or(left, right);
            case "and" -> new Ast.And(left, right);
            default -> new Ast.Binary(BinaryOperator.of(operator.text()), left, right);
        };
    }

    List<Pattern> patterns() {
        List<Pattern> patterns = new ArrayList<>();
        do {
            patterns.add(pattern());
        } while (accept("?//"));
        return patterns;
    }

    private Pattern pattern() {
        enter();
        Token token = next();
        Pattern result;
        if (token.type() == Token.Type.VARIABLE) {
            result = new Pattern.Name(token.text());
        } else if (token.is("[")) {
            List<Pattern> items = new ArrayList<>();
            do {
                items.add(pattern());
            } while (accept(","));
            expect("]");
            result = new Pattern.Items(items);
        } else if (token.is("{")) {
            List<Pattern.Field> fields = new ArrayList<>();
            do {
                fields.add(field());
            } while (accept(","));
            expect("}");
            result = new Pattern.Fields(fields);
        } else {
            throw unexpected(token);
        }
        leave(1);
        return result;
    }

    private Pattern.Field field() {
        Token token = peek();
        if (token.type() == Token.Type.VARIABLE) {
            next();
            Pattern inner = accept(":") ? pattern() : null;
            return new Pattern.Field(new Ast.Constant(StringNode.valueOf(token.text())), token.text(), inner);
        }
        Ast key = terms.key();
        expect(":");
        return new Pattern.Field(key, null, pattern());
    }

    void enter() {
        depth++;
        if (depth > DEEPEST) {
            Token token = peek();
            throw problems.abandon(
                    token.offset(), token.length(), "the expression nests deeper than " + DEEPEST + " levels", null);
        }
    }

    void leave(int levels) {
        depth -= levels;
    }

    Token peek() {
        return tokens.get(position);
    }

    Token peekSecond() {
        return tokens.get(Math.min(position + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(position);
        position = Math.min(position + 1, tokens.size() - 1);
        return token;
    }

    boolean accept(String symbol) {
        if (!peek().is(symbol)) {
            return false;
        }
        next();
        return true;
    }

    boolean acceptName(String name) {
        if (!peek().isName(name)) {
            return false;
        }
        next();
        return true;
    }

    void expect(String symbol) {
        if (!accept(symbol)) {
            throw unexpected(peek(), "'" + symbol + "'");
        }
    }

    void expectName(String name) {
        if (!acceptName(name)) {
            throw unexpected(peek(), "'" + name + "'");
        }
    }

    Token expect(Token.Type type, String what) {
        if (peek().type() != type) {
            throw unexpected(peek(), what);
        }
        return next();
    }

    Problems.Abandoned unexpected(Token token) {
        return unexpected(token, null);
    }

    Problems.Abandoned unexpected(Token token, @Nullable String expected) {
        String message = "unexpected " + show(token);
        return problems.abandon(
                token.offset(), token.length(), expected == null ? message : message + ", expected " + expected, null);
    }

    static Span span(Token token) {
        return new Span(token.offset(), token.length());
    }

    private static String show(Token token) {
        return switch (token.type()) {
            case END -> token.text();
            case STRING_START, STRING_TEXT, STRING_END -> "string";
            case FIELD -> "'." + token.text() + "'";
            case VARIABLE -> "'$" + token.text() + "'";
            case FORMAT -> "'@" + token.text() + "'";
            case NAME, NUMBER, SYMBOL, INTERPOLATION_START, INTERPOLATION_END -> "'" + token.text() + "'";
        };
    }
}
