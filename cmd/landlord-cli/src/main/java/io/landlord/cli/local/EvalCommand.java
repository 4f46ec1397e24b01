package io.landlord.cli.local;

import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.Inputs;
import io.landlord.cli.console.JsonText;
import io.landlord.jq.JqException;
import io.landlord.jq.JqLimitException;
import io.landlord.jq.JqLimits;
import io.landlord.jq.JqMeter;
import io.landlord.jq.JqProblem;
import io.landlord.jq.JqProgram;
import io.landlord.jq.JqScope;
import io.landlord.jq.JqSyntaxException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Evaluates one expression the way workflows do, and writes each result on a line of its own. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description = "Evaluates an expression as workflows do: one result a line.",
        footer = {
            "",
            "Try:",
            "  landlord eval '.items | map(.price) | add' --input @order.json",
            "  landlord eval '${ $context.tenant + \"-db\" }' --var context='{\"tenant\": \"acme\"}'",
            "",
            "Exit codes: 0 done, 2 a syntax error or wrong arguments, 3 the evaluation failed."
        })
public final class EvalCommand implements Callable<Integer> {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Console console;

    @Parameters(paramLabel = "EXPRESSION", description = "a jq expression, bare or enclosed in $${ }")
    private String expression = ".";

    @Option(
            names = {"-i", "--input"},
            paramLabel = "JSON|@FILE|-",
            description = "what . is; null unless told otherwise")
    private String input = "null";

    @Option(
            names = {"--var"},
            paramLabel = "NAME=JSON",
            description = "what $$NAME is; JSON, @FILE or -; may be repeated")
    private Map<String, String> variables = new LinkedHashMap<>();

    public EvalCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Inputs inputs = new Inputs(console.in());
        JsonNode value = inputs.json("--input", input);
        Map<String, JsonNode> bound = new LinkedHashMap<>();
        variables.forEach((name, json) -> bound.put(variable(name), inputs.json("--var " + name, json)));
        String source = inside(expression);
        JqProgram program;
        try {
            program = JqProgram.compile(source, bound.keySet());
        } catch (JqSyntaxException failure) {
            failure.problems().forEach(problem -> tell(source, problem));
            return ExitCode.INVALID;
        }
        return evaluate(program, value, new JqScope(bound, Instant.now(), new JqMeter(JqLimits.DEFAULT)));
    }

    private static String variable(String name) {
        String bare = name.startsWith("$") ? name.substring(1) : name;
        if (!VARIABLE.matcher(bare).matches()) {
            throw CliFailure.invalid("'" + name + "' is not a variable's name", "as in --var tenant='\"acme\"'");
        }
        return bare;
    }

    /** What stands within <code>${ }</code>, if anything does. */
    private static String inside(String text) {
        String trimmed = text.strip();
        return trimmed.startsWith("${") && trimmed.endsWith("}")
                ? trimmed.substring(2, trimmed.length() - 1).strip()
                : text;
    }

    private int evaluate(JqProgram program, JsonNode value, JqScope scope) {
        try {
            Iterator<JsonNode> results = program.evaluate(value, scope);
            while (results.hasNext()) {
                JsonNode result = results.next();
                if (hasNoJson(result)) {
                    console.err().println("error: the result is not a number JSON can express");
                    return ExitCode.EXECUTION_FAILED;
                }
                console.out().println(JsonText.compact(result));
            }
            return ExitCode.OK;
        } catch (JqException failure) {
            console.err().println("error: " + failure.getMessage());
        } catch (JqLimitException spent) {
            console.err().println("error: " + spent.getMessage());
        }
        return ExitCode.EXECUTION_FAILED;
    }

    /** Values are bounded in depth, so the walk is. */
    private static boolean hasNoJson(JsonNode value) {
        if (value.isContainer()) {
            for (JsonNode child : value) {
                if (hasNoJson(child)) {
                    return true;
                }
            }
            return false;
        }
        return value.isDouble() && !Double.isFinite(value.doubleValue());
    }

    private void tell(String source, JqProblem problem) {
        String line = source.lines().skip(problem.line() - 1L).findFirst().orElse("");
        console.err().println("error: " + problem.message());
        console.err().println("  " + line);
        console.err()
                .println("  " + " ".repeat(Math.max(0, problem.column() - 1))
                        + "^".repeat(Math.max(1, Math.min(problem.length(), line.length() - problem.column() + 1))));
        if (problem.hint() != null) {
            console.err().println("  hint: " + problem.hint());
        }
    }
}
