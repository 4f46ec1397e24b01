package io.landlord.jq;

import io.landlord.jq.Instruction.Target;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the steps of a path: keys, slices and iterations, and the question mark behind them. */
final class StepCompiler {
    private final Compiler compiler;

    StepCompiler(Compiler compiler) {
        this.compiler = compiler;
    }

    void writeIndex(Ast.Index index, CodeBuilder code, @Nullable Scope scope, Consumer<Operand> step) {
        Operand key = compiler.operand(index.key(), code, scope);
        if (key == null) {
            int saved = code.slots(2);
            code.add(new Data.Save(saved));
            key = compiler.writeAside(index.key(), saved, code, scope);
            code.add(new Data.Restore(saved));
        }
        compiler.write(index.target(), code, scope);
        step.accept(key);
    }

    void writeSlice(Ast.Slice slice, boolean optional, CodeBuilder code, @Nullable Scope scope) {
        int saved = code.slots(2);
        code.add(new Data.Save(saved));
        Operand none = new Operand.Constant(Kind.nothing());
        Operand from = slice.from() == null ? none : compiler.writeAside(slice.from(), saved, code, scope);
        Operand to = slice.to() == null ? none : compiler.writeAside(slice.to(), saved, code, scope);
        code.add(new Data.Restore(saved));
        compiler.write(slice.target(), code, scope);
        writeStep(new PathSteps.SliceBy(from, to), optional, code);
    }

    /** A step whose own errors give no result when it is optional. */
    private static void writeStep(Instruction step, boolean optional, CodeBuilder code) {
        if (!optional) {
            code.add(step);
            return;
        }
        int mark = code.slots(1);
        Target handler = new Target();
        Target end = new Target();
        code.add(new Flow.TryBegin(mark, handler));
        code.add(step);
        code.add(new Flow.TryEnd(mark));
        code.add(new Flow.Jump(end));
        code.place(handler);
        code.add(new Flow.Backtrack());
        code.place(end);
    }

    /** A question mark behind a key, a slice or an iteration is about that step alone. */
    void writeOptional(Ast body, CodeBuilder code, @Nullable Scope scope) {
        switch (body) {
            case Ast.Index index ->
                writeIndex(index, code, scope, key -> writeStep(new PathSteps.IndexBy(key, false), true, code));
            case Ast.Slice slice -> writeSlice(slice, true, code, scope);
            case Ast.Iterate iterate -> {
                compiler.write(iterate.target(), code, scope);
                code.add(new PathSteps.Iterate(true));
            }
            default -> compiler.writeTry(new Ast.Try(body, null), code, scope);
        }
    }
}
