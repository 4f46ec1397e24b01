package io.landlord.jq;

import io.landlord.jq.Instruction.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tree into instructions. What it writes for a part takes the input from the value at hand and leaves a
 * result there; {@link NameResolver} finds what names mean, {@link UpdateCompiler} writes assignments.
 */
final class Compiler {
    final Analysis analysis;
    private final NameResolver names;
    private final UpdateCompiler updates;
    private final StepCompiler steps;
    private final LoopCompiler loops;

    Compiler(Problems problems, Set<String> variables, Map<String, Code> functions, Analysis analysis) {
        this.analysis = analysis;
        this.steps = new StepCompiler(this);
        this.loops = new LoopCompiler(this);
        this.names = new NameResolver(problems, variables, functions, this);
        this.updates = new UpdateCompiler(this);
    }

    Code main(Ast program) {
        CodeBuilder builder = new CodeBuilder("main", 0);
        write(program, builder, null);
        return builder.finish(new Flow.Yield());
    }

    /** The caller's variables that the program uses, in the order of their indices. */
    List<String> usedVariables() {
        return names.usedVariables();
    }

    /** Compiles a function that nothing is around of. */
    Code function(Ast.Definition definition) {
        CodeBuilder builder = new CodeBuilder(definition.name(), 0);
        Scope self = Scope.with(
                null,
                new Scope.Binding.Function(
                        definition.name(), definition.parameters().size(), builder.code, Calls.NO_FRAME));
        writeFunction(definition, builder, self);
        return builder.code;
    }

    void write(Ast ast, CodeBuilder code, @Nullable Scope scope) {
        switch (ast) {
            case Ast.Identity i -> {}
            case Ast.Constant constant -> code.add(new Data.Load(new Operand.Constant(constant.value())));
            case Ast.Variable variable -> code.add(new Data.Load(names.variable(variable, code, scope)));
            case Ast.Pipe pipe -> writePipe(pipe, code, scope);
            case Ast.Comma comma -> writeComma(comma, code, scope);
            case Ast.Negate negate -> {
                int path = code.slots(1);
                code.add(new Data.SavePath(path));
                write(negate.operand(), code, scope);
                code.add(new Data.Negate());
                code.add(new Data.LoadPath(path));
            }
            case Ast.Binary binary -> writeBinary(binary, code, scope);
            case Ast.And and -> writeLogic(and.left(), and.right(), false, code, scope);
            case Ast.Or or -> writeLogic(or.left(), or.right(), true, code, scope);
            case Ast.Alternative alternative -> writeAlternative(alternative, code, scope);
            case Ast.Assign assign -> updates.writeAssign(assign, code, scope);
            case Ast.Modify modify -> updates.writeModify(modify, code, scope);
            case Ast.ModifyBy modify -> updates.writeModifyBy(modify, code, scope);
            case Ast.ModifyAlternative modify -> updates.writeModifyAlternative(modify, code, scope);
            case Ast.Index index ->
                steps.writeIndex(index, code, scope, key -> code.add(new PathSteps.IndexBy(key, false)));
            case Ast.Slice slice -> steps.writeSlice(slice, false, code, scope);
            case Ast.Iterate iterate -> {
                write(iterate.target(), code, scope);
                code.add(new PathSteps.Iterate(false));
            }
            case Ast.Try attempt -> writeTry(attempt, code, scope);
            case Ast.Optional optional -> steps.writeOptional(optional.body(), code, scope);
            case Ast.If branch -> writeIf(branch, code, scope);
            case Ast.Reduce reduce -> loops.writeReduce(reduce, code, scope);
            case Ast.Foreach foreach -> loops.writeForeach(foreach, code, scope);
            case Ast.Bind bind -> writeBind(bind, code, scope);
            case Ast.Label label -> writeLabel(label, code, scope);
            case Ast.Break leave -> names.writeBreak(leave, code, scope);
            case Ast.Call call -> names.writeCall(call, code, scope);
            case Ast.Collect collect -> writeCollect(collect, code, scope);
            case Ast.Construct construct -> writeConstruct(construct, code, scope);
            case Ast.Text text -> writeText(text, code, scope);
            case Ast.Format format -> code.add(new Data.ApplyFormat(names.format(format.name(), format.span())));
            case Ast.Definitions definitions -> writeDefinitions(definitions, code, scope);
        }
    }

    LoopCompiler loops() {
        return loops;
    }

    /** The part as something an instruction can fetch by itself, or null. */
    @Nullable
    Operand operand(Ast ast, CodeBuilder code, @Nullable Scope scope) {
        return switch (ast) {
            case Ast.Constant constant -> new Operand.Constant(constant.value());
            case Ast.Variable variable -> names.variable(variable, code, scope);
            default -> null;
        };
    }

    /** Writes a part whose result goes into a slot; the input is at hand again afterwards, without its path. */
    Operand writeAside(Ast ast, int saved, CodeBuilder code, @Nullable Scope scope) {
        Operand simple = operand(ast, code, scope);
        if (simple != null) {
            return simple;
        }
        write(ast, code, scope);
        int slot = code.slots(1);
        code.add(new Data.Keep(slot));
        code.add(new Data.Load(new Operand.Slot(saved)));
        return new Operand.Slot(slot);
    }

    private void writePipe(Ast.Pipe pipe, CodeBuilder code, @Nullable Scope scope) {
        for (int i = 0; i < pipe.stages().size(); i++) {
            boolean last = i + 1 == pipe.stages().size();
            if (!last && pipe.stages().get(i) instanceof Ast.Index index) {
                boolean peek = names.onlyLooks(pipe.stages().get(i + 1), scope);
                steps.writeIndex(index, code, scope, key -> code.add(new PathSteps.IndexBy(key, peek)));
            } else {
                write(pipe.stages().get(i), code, scope);
            }
        }
    }

    private void writeComma(Ast.Comma comma, CodeBuilder code, @Nullable Scope scope) {
        Target end = new Target();
        for (Ast item : comma.items().subList(0, comma.items().size() - 1)) {
            Target other = new Target();
            code.add(new Flow.Fork(other));
            write(item, code, scope);
            code.add(new Flow.Jump(end));
            code.place(other);
        }
        write(comma.items().getLast(), code, scope);
        code.place(end);
    }

    private void writeBinary(Ast.Binary binary, CodeBuilder code, @Nullable Scope scope) {
        Operand right = operand(binary.right(), code, scope);
        if (right != null && binary.left() instanceof Ast.Identity) {
            code.add(new Data.Apply(binary.operator(), right));
            return;
        }
        if (right != null) {
            int path = code.slots(1);
            code.add(new Data.SavePath(path));
            write(binary.left(), code, scope);
            code.add(new Data.Apply(binary.operator(), right));
            code.add(new Data.LoadPath(path));
            return;
        }
        int saved = code.slots(3);
        int result = code.slots(1);
        boolean lent = analysis.borrows(binary.right());
        code.add(lent ? new Data.Lend(saved) : new Data.Save(saved));
        write(binary.right(), code, scope);
        code.add(new Data.Keep(result));
        code.add(lent ? new Data.Reclaim(saved) : new Data.Load(new Operand.Slot(saved)));
        write(binary.left(), code, scope);
        code.add(new Data.Apply(binary.operator(), new Operand.Slot(result)));
        code.add(new Data.RestorePath(saved));
    }

    private void writeLogic(Ast left, Ast right, boolean deciding, CodeBuilder code, @Nullable Scope scope) {
        int saved = code.slots(2);
        Target end = new Target();
        code.add(new Data.Save(saved));
        write(left, code, scope);
        code.add(new Flow.Decide(saved, deciding, end));
        write(right, code, scope);
        code.add(new Flow.ToBoolean());
        code.place(end);
        code.add(new Data.RestorePath(saved));
    }

    private void writeAlternative(Ast.Alternative alternative, CodeBuilder code, @Nullable Scope scope) {
        Target otherwise = new Target();
        Target end = new Target();
        if (analysis.borrows(alternative.left())) {
            int saved = code.slots(2);
            code.add(new Data.Hold(saved));
            write(alternative.left(), code, scope);
            code.add(new Flow.PreferOnly(saved, end));
            write(alternative.right(), code, scope);
            code.place(end);
            return;
        }
        int found = code.slots(1);
        code.add(new Flow.Prefer(found, otherwise));
        write(alternative.left(), code, scope);
        code.add(new Flow.Preferred(found, end));
        code.place(otherwise);
        code.add(new Flow.Otherwise(found));
        write(alternative.right(), code, scope);
        code.place(end);
    }

    void writeTry(Ast.Try attempt, CodeBuilder code, @Nullable Scope scope) {
        int mark = code.slots(1);
        Target handler = new Target();
        Target end = new Target();
        code.add(new Flow.TryBegin(mark, handler));
        write(attempt.body(), code, scope);
        code.add(new Flow.TryEnd(mark));
        code.add(new Flow.Jump(end));
        code.place(handler);
        if (attempt.handler() == null) {
            code.add(new Flow.Backtrack());
        } else {
            write(attempt.handler(), code, scope);
        }
        code.place(end);
    }

    private void writeIf(Ast.If branch, CodeBuilder code, @Nullable Scope scope) {
        Target end = new Target();
        Target otherwise = new Target();
        writeCondition(branch.condition(), otherwise, code, scope);
        write(branch.then(), code, scope);
        code.add(new Flow.Jump(end));
        code.place(otherwise);
        write(branch.otherwise(), code, scope);
        code.place(end);
    }

    void writeCondition(Ast condition, Target otherwise, CodeBuilder code, @Nullable Scope scope) {
        int saved = code.slots(3);
        boolean lent = analysis.borrows(condition);
        code.add(lent ? new Data.Lend(saved) : new Data.Save(saved));
        write(condition, code, scope);
        code.add(new Flow.Branch(saved, lent, otherwise));
    }

    private void writeBind(Ast.Bind bind, CodeBuilder code, @Nullable Scope scope) {
        int saved = code.slots(3);
        boolean lent = analysis.borrows(bind.source()) && bind.patterns().size() == 1;
        code.add(lent ? new Data.Lend(saved) : new Data.Save(saved));
        write(bind.source(), code, scope);
        Scope inner = loops.writePatterns(bind.patterns(), code, scope);
        if (lent) {
            code.add(new Data.Reclaim(saved));
            code.add(new Data.RestorePath(saved));
        } else {
            code.add(new Data.Restore(saved));
        }
        write(bind.body(), code, inner);
    }

    private void writeLabel(Ast.Label label, CodeBuilder code, @Nullable Scope scope) {
        int mark = code.slots(1);
        code.add(new Flow.Label(mark));
        write(label.body(), code, Scope.with(scope, new Scope.Binding.Label(label.name(), code.level, mark)));
        code.add(new Flow.LabelEnd(mark));
    }

    void writeCollect(Ast.Collect collect, CodeBuilder code, @Nullable Scope scope) {
        if (collect.items() != null && analysis.borrows(collect.items())) {
            int path = code.slots(1);
            code.add(new Data.SavePath(path));
            write(collect.items(), code, scope);
            code.add(new Data.ArrayOfOne());
            code.add(new Data.LoadPath(path));
            return;
        }
        if (collect.items() == null) {
            code.add(new Data.EmptyArray());
            return;
        }
        int slot = code.slots(1);
        Target end = new Target();
        code.add(new Data.ArrayBegin(slot, end));
        write(collect.items(), code, scope);
        code.add(new Data.ArrayItem(slot));
        code.place(end);
        code.add(new Data.Take(slot));
    }

    private void writeConstruct(Ast.Construct construct, CodeBuilder code, @Nullable Scope scope) {
        int saved = code.slots(2);
        List<Operand> keys = new ArrayList<>();
        List<Operand> values = new ArrayList<>();
        code.add(new Data.Save(saved));
        for (Ast.Entry entry : construct.entries()) {
            keys.add(writeAside(entry.key(), saved, code, scope));
            values.add(writeAside(entry.value(), saved, code, scope));
        }
        code.add(new Data.BuildObject(List.copyOf(keys), List.copyOf(values)));
        code.add(new Data.RestorePath(saved));
    }

    /** The last piece is the outermost loop, as if the pieces were added up from the left. */
    private void writeText(Ast.Text text, CodeBuilder code, @Nullable Scope scope) {
        Format format = names.format(text.format(), text.span());
        int saved = code.slots(2);
        Operand[] parts = new Operand[text.parts().size()];
        code.add(new Data.Save(saved));
        for (int i = parts.length - 1; i >= 0; i--) {
            Ast.Part part = text.parts().get(i);
            if (part.literal() && part.value() instanceof Ast.Constant constant) {
                parts[i] = new Operand.Constant(constant.value());
                continue;
            }
            write(part.value(), code, scope);
            code.add(new Data.ApplyFormat(format));
            int slot = code.slots(1);
            code.add(new Data.Keep(slot));
            code.add(new Data.Load(new Operand.Slot(saved)));
            parts[i] = new Operand.Slot(slot);
        }
        code.add(new Data.BuildText(List.of(parts)));
        code.add(new Data.RestorePath(saved));
    }

    private void writeDefinitions(Ast.Definitions definitions, CodeBuilder code, @Nullable Scope scope) {
        Scope inner = scope;
        for (Ast.Definition definition : definitions.definitions()) {
            CodeBuilder function = new CodeBuilder(definition.name(), code.level + 1);
            inner = Scope.with(
                    inner,
                    new Scope.Binding.Function(
                            definition.name(), definition.parameters().size(), function.code, code.level));
            writeFunction(definition, function, inner);
        }
        write(definitions.body(), code, inner);
    }

    private void writeFunction(Ast.Definition definition, CodeBuilder code, Scope self) {
        Scope scope = self;
        int first = code.slots(definition.parameters().size());
        for (int i = 0; i < definition.parameters().size(); i++) {
            String name = definition.parameters().get(i).name();
            scope = Scope.with(scope, new Scope.Binding.Parameter(name, code.level, first + i));
        }
        for (int i = 0; i < definition.parameters().size(); i++) {
            Ast.Parameter parameter = definition.parameters().get(i);
            if (parameter.isVariable()) {
                int saved = code.slots(2);
                int slot = code.slots(1);
                code.add(new Data.Save(saved));
                code.add(new Calls.CallParameter(0, first + i, false));
                code.add(new Data.Keep(slot));
                code.add(new Data.Restore(saved));
                scope = Scope.with(scope, new Scope.Binding.Variable(parameter.name(), code.level, slot));
            }
        }
        write(definition.body(), code, scope);
        Code done = code.finish(new Calls.Return());
        assert done == code.code;
    }
}
