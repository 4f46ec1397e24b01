package io.landlord.jq;

import io.landlord.jq.Instruction.Target;
import io.landlord.jq.Scope.Binding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what names mean, writes calls, and says where a name means nothing. */
final class NameResolver {
    /** Builtins of jq that reach out of a program. */
    private static final Set<String> REFUSED = Set.of(
            "input",
            "inputs",
            "input_filename",
            "input_line_number",
            "env",
            "halt",
            "halt_error",
            "get_search_list",
            "get_prog_origin",
            "get_jq_origin",
            "modulemeta");

    private static final Set<String> LOOKING =
            Set.of("length", "type", "keys", "keys_unsorted", "tostring", "tojson", "not");
    private static final Set<String> REFUSED_VARIABLES = Set.of("ENV", "__prog_args", "__prog_name");

    private final Problems problems;
    private final Set<String> variables;
    private final Map<String, Code> functions;
    private final Compiler compiler;
    private final List<String> used = new ArrayList<>();

    NameResolver(Problems problems, Set<String> variables, Map<String, Code> functions, Compiler compiler) {
        this.problems = problems;
        this.variables = variables;
        this.functions = functions;
        this.compiler = compiler;
    }

    List<String> usedVariables() {
        return List.copyOf(used);
    }

    Operand variable(Ast.Variable variable, CodeBuilder code, @Nullable Scope scope) {
        String name = variable.name();
        Binding binding =
                Scope.find(scope, b -> b instanceof Binding.Variable && b.name().equals(name));
        if (binding instanceof Binding.Variable local) {
            return new Operand.Variable(code.level - local.level(), local.slot());
        }
        if (variables.contains(name)) {
            if (!used.contains(name)) {
                used.add(name);
            }
            return new Operand.Global(used.indexOf(name));
        }
        if (REFUSED_VARIABLES.contains(name)) {
            add(variable.span(), "$" + name + " is not available here", null);
        } else {
            Set<String> known = new TreeSet<>(variables);
            known.addAll(Scope.names(scope, b -> b instanceof Binding.Variable));
            add(variable.span(), "$" + name + " is not defined", didYouMean("$", name, known));
        }
        return new Operand.Constant(Kind.nothing());
    }

    void writeBreak(Ast.Break leave, CodeBuilder code, @Nullable Scope scope) {
        Binding binding =
                Scope.find(scope, b -> b instanceof Binding.Label && b.name().equals(leave.name()));
        if (binding instanceof Binding.Label label) {
            code.add(new Flow.Break(code.level - label.level(), label.slot()));
            return;
        }
        List<String> known = Scope.names(scope, b -> b instanceof Binding.Label);
        add(leave.span(), "there is no label $" + leave.name() + " around this", didYouMean("$", leave.name(), known));
    }

    Format format(String name, Ast.Span span) {
        Format format = Format.named(name);
        if (format != null) {
            return format;
        }
        add(span, "@" + name + " is not a format", didYouMean("@", name, Format.titles()));
        return Format.TEXT;
    }

    void writeCall(Ast.Call call, CodeBuilder code, @Nullable Scope scope) {
        int arity = call.arguments().size();
        Binding binding = Scope.find(scope, b -> matches(b, call.name(), arity));
        if (binding instanceof Binding.Parameter parameter) {
            code.add(new Calls.CallParameter(code.level - parameter.level(), parameter.slot(), false));
        } else if (binding instanceof Binding.Function function) {
            writeCall(function.code(), levels(function, code), call.arguments(), code, scope);
        } else {
            writeBuiltin(call, code, scope);
        }
    }

    /** Whether the part is a builtin that keeps nothing of its input. */
    boolean onlyLooks(Ast ast, @Nullable Scope scope) {
        return ast instanceof Ast.Call call
                && LOOKING.contains(call.name())
                && call.arguments().isEmpty()
                && Scope.find(scope, b -> matches(b, call.name(), 0)) == null;
    }

    private static boolean matches(Binding binding, String name, int arity) {
        return switch (binding) {
            case Binding.Parameter parameter -> arity == 0 && parameter.name().equals(name);
            case Binding.Function function ->
                function.arity() == arity && function.name().equals(name);
            case Binding.Variable v -> false;
            case Binding.Label l -> false;
        };
    }

    private static int levels(Binding.Function function, CodeBuilder code) {
        return function.level() == Calls.NO_FRAME ? Calls.NO_FRAME : code.level - function.level();
    }

    private void writeCall(Code function, int levels, List<Ast> arguments, CodeBuilder code, @Nullable Scope scope) {
        List<Calls.Argument> bound = new ArrayList<>();
        for (Ast argument : arguments) {
            bound.add(argument(argument, code, scope));
        }
        code.add(new Calls.Call(function, levels, List.copyOf(bound), false));
    }

    private Calls.Argument argument(Ast argument, CodeBuilder code, @Nullable Scope scope) {
        if (argument instanceof Ast.Call call && call.arguments().isEmpty()) {
            Binding binding = Scope.find(scope, b -> matches(b, call.name(), 0));
            if (binding instanceof Binding.Parameter parameter) {
                return new Calls.Argument.Passed(code.level - parameter.level(), parameter.slot());
            }
            if (binding instanceof Binding.Function function) {
                return new Calls.Argument.Named(function.code(), levels(function, code));
            }
        }
        CodeBuilder inner = new CodeBuilder("argument", code.level + 1);
        compiler.write(argument, inner, scope);
        return new Calls.Argument.Written(inner.finish(new Calls.Return()));
    }

    private void writeBuiltin(Ast.Call call, CodeBuilder code, @Nullable Scope scope) {
        String signature = call.name() + "/" + call.arguments().size();
        if (writeSpecial(signature, call.arguments(), code, scope)) {
            return;
        }
        NativeFunction function = Builtins.natives().get(signature);
        if (function != null) {
            writeNative(function, call.arguments(), code, scope);
            return;
        }
        Code defined = functions.get(signature);
        if (defined != null) {
            writeCall(defined, Calls.NO_FRAME, call.arguments(), code, scope);
            return;
        }
        refuse(call, signature, scope);
        call.arguments().forEach(argument -> compiler.write(argument, code, scope));
    }

    /** Builtins that are instructions rather than functions. */
    private boolean writeSpecial(String signature, List<Ast> arguments, CodeBuilder code, @Nullable Scope scope) {
        switch (signature) {
            case "empty/0" -> code.add(new Flow.Backtrack());
            case "path/1" -> {
                int slot = code.slots(1);
                code.add(new PathSteps.PathBegin(slot));
                compiler.write(arguments.getFirst(), code, scope);
                code.add(new PathSteps.PathEnd(slot));
            }
            case "select/1" -> {
                Target otherwise = new Target();
                Target end = new Target();
                compiler.writeCondition(arguments.getFirst(), otherwise, code, scope);
                code.add(new Flow.Jump(end));
                code.place(otherwise);
                code.add(new Flow.Backtrack());
                code.place(end);
            }
            case "map/1" ->
                compiler.writeCollect(
                        new Ast.Collect(
                                new Ast.Pipe(List.of(new Ast.Iterate(new Ast.Identity()), arguments.getFirst()))),
                        code,
                        scope);
            case "getpath/1" -> {
                Operand path = aside(arguments.getFirst(), code, scope);
                code.add(new PathSteps.GetPath(path));
            }
            case "range/1" -> {
                Operand end = aside(arguments.getFirst(), code, scope);
                code.add(new Data.Range(new Operand.Constant(JqValues.integer(0)), end));
            }
            case "range/2" -> {
                Operand from = aside(arguments.getFirst(), code, scope);
                Operand end = aside(arguments.getLast(), code, scope);
                code.add(new Data.Range(from, end));
            }
            case "last/1" -> compiler.loops().writeLast(arguments.getFirst(), code, scope);
            default -> {
                return false;
            }
        }
        return true;
    }

    private Operand aside(Ast argument, CodeBuilder code, @Nullable Scope scope) {
        Operand simple = compiler.operand(argument, code, scope);
        if (simple != null) {
            return simple;
        }
        int saved = code.slots(2);
        code.add(new Data.Save(saved));
        Operand result = compiler.writeAside(argument, saved, code, scope);
        code.add(new Data.Restore(saved));
        return result;
    }

    /** The last argument is the outermost loop. */
    private void writeNative(NativeFunction function, List<Ast> arguments, CodeBuilder code, @Nullable Scope scope) {
        Operand[] operands = new Operand[arguments.size()];
        int saved = -1;
        for (int i = operands.length - 1; i >= 0; i--) {
            Operand simple = compiler.operand(arguments.get(i), code, scope);
            if (simple == null && saved < 0) {
                saved = code.slots(2);
                code.add(new Data.Save(saved));
            }
            operands[i] = simple == null ? compiler.writeAside(arguments.get(i), saved, code, scope) : simple;
        }
        if (saved >= 0) {
            code.add(new Data.Restore(saved));
        }
        code.add(new Calls.CallNative(function, List.of(operands)));
    }

    private void refuse(Ast.Call call, String signature, @Nullable Scope scope) {
        if (REFUSED.contains(call.name())) {
            add(call.span(), call.name() + " is not available here", null);
            return;
        }
        Set<String> known = new LinkedHashSet<>();
        Set<Integer> arities = new TreeSet<>();
        for (String builtin : Builtins.signatures(functions)) {
            note(builtin, call.name(), known, arities);
        }
        for (Scope at = scope; at != null; at = at.outer()) {
            if (at.binding() instanceof Binding.Function function) {
                note(function.name() + "/" + function.arity(), call.name(), known, arities);
            } else if (at.binding() instanceof Binding.Parameter parameter) {
                note(parameter.name() + "/0", call.name(), known, arities);
            }
        }
        String hint = arities.isEmpty() ? didYouMean("", call.name(), known) : takes(call.name(), arities);
        add(call.span(), signature + " is not defined", hint);
    }

    private static void note(String signature, String wanted, Set<String> names, Set<Integer> arities) {
        int slash = signature.lastIndexOf('/');
        String name = signature.substring(0, slash);
        names.add(name);
        if (name.equals(wanted)) {
            arities.add(Integer.valueOf(signature.substring(slash + 1)));
        }
    }

    private static String takes(String name, Set<Integer> arities) {
        List<String> counts = arities.stream().map(String::valueOf).toList();
        boolean one = counts.size() == 1 && counts.getFirst().equals("1");
        return name + " takes " + String.join(" or ", counts) + (one ? " argument" : " arguments");
    }

    private static @Nullable String didYouMean(String sign, String name, Collection<String> known) {
        String nearest = Spelling.nearest(name, known);
        return nearest == null ? null : "did you mean " + sign + nearest + "?";
    }

    private void add(Ast.Span span, String message, @Nullable String hint) {
        problems.add(span.offset(), span.length(), message, hint);
    }
}
