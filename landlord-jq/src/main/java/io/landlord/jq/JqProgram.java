package io.landlord.jq;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A jq 1.8 program, compiled once and evaluated as often as wanted.
 *
 * <p>There are no files, environment, clock or modules: what reaches for them is refused when compiled, by name. Time is
 * {@link JqScope#now}. The same program, input, variables and time give the same results, errors and step counts
 * everywhere. Values are never changed; results share structure with the input.
 *
 * <p>Immutable and safe for many threads. Sources are limited to 64 Ki characters and 400 levels of nesting.
 */
public final class JqProgram {
    private static final int LONGEST = 65_536;

    private final String source;
    private final Code code;
    private final List<String> variables;

    private JqProgram(String source, Code code, List<String> variables) {
        this.source = source;
        this.code = code;
        this.variables = variables;
    }

    /**
     * Compiles a source.
     *
     * @param variables the names, without {@code $}, of the variables that the caller will bind
     * @throws JqSyntaxException with all problems that can be found in one run
     */
    public static JqProgram compile(String source, Collection<String> variables) {
        Problems problems = new Problems(source);
        if (source.length() > LONGEST) {
            problems.add(0, source.length(), "the expression is longer than " + LONGEST + " characters");
            problems.throwIfAny();
        }
        try {
            Parser parser = new Parser(source, problems);
            Ast tree = parser.program();
            Analysis analysis = new Analysis(parser.defined());
            Compiler compiler = new Compiler(problems, Set.copyOf(variables), Prelude.functions(), analysis);
            Code code = compiler.main(tree);
            problems.throwIfAny();
            return new JqProgram(source, code, compiler.usedVariables());
        } catch (Problems.Abandoned e) {
            problems.throwIfAny();
            throw e;
        }
    }

    /** The text this was compiled from. */
    public String source() {
        return source;
    }

    /** Those of the caller's variables that the program uses. */
    public Set<String> variables() {
        return new LinkedHashSet<>(variables);
    }

    /**
     * The results for one input, computed as they are asked for. The iterator is for one thread; its methods throw
     * {@link JqException} when the program fails and {@link JqLimitException} when the meter is spent, and after that
     * there are no more results.
     *
     * @throws IllegalArgumentException if a variable that the program uses has no value in the scope
     */
    public Iterator<JsonNode> evaluate(JsonNode input, JqScope scope) {
        JsonNode[] globals = new JsonNode[variables.size()];
        for (int i = 0; i < globals.length; i++) {
            JsonNode value = scope.variables().get(variables.get(i));
            if (value == null) {
                throw new IllegalArgumentException("no value for $" + variables.get(i));
            }
            globals[i] = Heap.share(JqValues.scalar(value));
        }
        return new Results(new Evaluator(code, globals, Heap.share(JqValues.scalar(input)), scope));
    }

    private static final class Results implements Iterator<JsonNode> {
        private final Evaluator evaluator;
        private boolean ready;

        Results(Evaluator evaluator) {
            this.evaluator = evaluator;
        }

        @Override
        public boolean hasNext() {
            ready = ready || evaluator.advance();
            return ready;
        }

        @Override
        public JsonNode next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            ready = false;
            return evaluator.value;
        }
    }

    @Override
    public String toString() {
        return source;
    }
}
