package io.landlord.jq;

import io.landlord.jq.Instruction.Target;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes assignments. A target that is a plain chain of keys is updated directly, others path by path. */
final class UpdateCompiler {
    private final Compiler compiler;

    UpdateCompiler(Compiler compiler) {
        this.compiler = compiler;
    }

    void writeAssign(Ast.Assign assign, CodeBuilder code, @Nullable Scope scope) {
        Operand value = beside(assign.value(), code, scope);
        if (compiler.analysis.simplePath(assign.target())) {
            code.add(new PathSteps.SetAt(keys(assign.target(), code, scope), value));
            return;
        }
        int saved = code.slots(2);
        int state = code.slots(1);
        int path = code.slots(1);
        Target end = new Target();
        code.add(new Data.Save(saved));
        code.add(new Data.Keep(state));
        writePaths(assign.target(), path, end, code, scope);
        code.add(new PathSteps.SetIn(state, path, value));
        code.add(new Flow.Backtrack());
        code.place(end);
        code.add(new Data.Take(state));
        code.add(new Data.RestorePath(saved));
    }

    void writeModify(Ast.Modify modify, CodeBuilder code, @Nullable Scope scope) {
        boolean single = compiler.analysis.isSingular(modify.update());
        writeUpdate(modify.target(), single, () -> compiler.write(modify.update(), code, scope), code, scope);
    }

    void writeModifyBy(Ast.ModifyBy modify, CodeBuilder code, @Nullable Scope scope) {
        Operand value = beside(modify.value(), code, scope);
        writeUpdate(modify.target(), true, () -> code.add(new Data.Apply(modify.operator(), value)), code, scope);
    }

    void writeModifyAlternative(Ast.ModifyAlternative modify, CodeBuilder code, @Nullable Scope scope) {
        Operand value = beside(modify.value(), code, scope);
        writeUpdate(modify.target(), true, () -> code.add(new Data.Coalesce(value)), code, scope);
    }

    /** Writes the right side, which sees the same input; leaves the input at hand. */
    private Operand beside(Ast value, CodeBuilder code, @Nullable Scope scope) {
        Operand simple = compiler.operand(value, code, scope);
        if (simple != null) {
            return simple;
        }
        int saved = code.slots(3);
        int slot = code.slots(1);
        boolean lent = compiler.analysis.borrows(value);
        code.add(lent ? new Data.Lend(saved) : new Data.Save(saved));
        compiler.write(value, code, scope);
        code.add(new Data.Keep(slot));
        if (lent) {
            code.add(new Data.Reclaim(saved));
            code.add(new Data.RestorePath(saved));
        } else {
            code.add(new Data.Restore(saved));
        }
        return new Operand.Slot(slot);
    }

    private List<Operand> keys(Ast target, CodeBuilder code, @Nullable Scope scope) {
        List<Operand> keys = new ArrayList<>();
        Ast at = target;
        while (at instanceof Ast.Index index) {
            keys.add(beside(index.key(), code, scope));
            at = index.target();
        }
        Collections.reverse(keys);
        return List.copyOf(keys);
    }

    private void writePaths(Ast target, int path, Target end, CodeBuilder code, @Nullable Scope scope) {
        int outer = code.slots(1);
        code.add(new Flow.Fork(end));
        code.add(new PathSteps.PathBegin(outer));
        compiler.write(target, code, scope);
        code.add(new PathSteps.PathEnd(outer));
        code.add(new Data.Keep(path));
    }

    private void writeUpdate(Ast target, boolean single, Runnable update, CodeBuilder code, @Nullable Scope scope) {
        if (compiler.analysis.simplePath(target)) {
            writeSimpleUpdate(target, single, update, code, scope);
        } else {
            writePathwiseUpdate(target, single, update, code, scope);
        }
    }

    private void writeSimpleUpdate(
            Ast target, boolean single, Runnable update, CodeBuilder code, @Nullable Scope scope) {
        List<Operand> keys = keys(target, code, scope);
        int path = code.slots(1);
        int whole = code.slots(2);
        Target end = new Target();
        code.add(new Data.SavePath(path));
        code.add(new PathSteps.OpenAt(keys, whole));
        if (single) {
            update.run();
            code.add(new PathSteps.CloseAt(keys, whole));
        } else {
            Target none = new Target();
            writeFirst(none, update, code);
            code.add(new PathSteps.CloseAt(keys, whole));
            code.add(new Flow.Jump(end));
            code.place(none);
            code.add(new PathSteps.DeleteAt(keys, whole));
        }
        code.place(end);
        code.add(new Data.LoadPath(path));
    }

    /** The first result of the update; when there is none, the evaluator goes to the target. */
    private static void writeFirst(Target none, Runnable update, CodeBuilder code) {
        int mark = code.slots(1);
        code.add(new Flow.Mark(mark));
        code.add(new Flow.Fork(none));
        update.run();
        code.add(new Flow.Cut(mark));
    }

    private void writePathwiseUpdate(
            Ast target, boolean single, Runnable update, CodeBuilder code, @Nullable Scope scope) {
        int saved = code.slots(2);
        int state = code.slots(1);
        int gone = code.slots(1);
        int path = code.slots(1);
        Target end = new Target();
        code.add(new Data.Save(saved));
        code.add(new Data.Keep(state));
        code.add(new PathSteps.NewArray(gone));
        writePaths(target, path, end, code, scope);
        code.add(new PathSteps.LoadIn(state, path));
        if (single) {
            update.run();
            code.add(new PathSteps.SetIn(state, path, null));
            code.add(new Flow.Backtrack());
        } else {
            Target none = new Target();
            writeFirst(none, update, code);
            code.add(new PathSteps.SetIn(state, path, null));
            code.add(new Flow.Backtrack());
            code.place(none);
            code.add(new PathSteps.Gather(gone, path));
            code.add(new Flow.Backtrack());
        }
        code.place(end);
        code.add(new PathSteps.DeleteIn(state, gone));
        code.add(new Data.RestorePath(saved));
    }
}
