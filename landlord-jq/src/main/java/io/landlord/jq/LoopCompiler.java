package io.landlord.jq;

import io.landlord.jq.Ast.Pattern;
import io.landlord.jq.Instruction.Target;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes loops over the results of a source, and the patterns that bind variables to each. */
final class LoopCompiler {
    private final Compiler compiler;

    LoopCompiler(Compiler compiler) {
        this.compiler = compiler;
    }

    void writeReduce(Ast.Reduce reduce, CodeBuilder code, @Nullable Scope scope) {
        int saved = code.slots(2);
        int state = code.slots(1);
        Target end = new Target();
        code.add(new Data.Save(saved));
        compiler.write(reduce.initial(), code, scope);
        code.add(new Data.Keep(state));
        code.add(new Data.Load(new Operand.Slot(saved)));
        code.add(new Flow.Fork(end));
        compiler.write(reduce.source(), code, scope);
        Scope inner = writePatterns(reduce.patterns(), code, scope);
        code.add(new Data.Take(state));
        compiler.write(reduce.update(), code, inner);
        code.add(new Data.Keep(state));
        code.add(new Flow.Backtrack());
        code.place(end);
        code.add(new Data.Take(state));
        code.add(new Data.RestorePath(saved));
    }

    void writeLast(Ast source, CodeBuilder code, @Nullable Scope scope) {
        int saved = code.slots(2);
        int last = code.slots(1);
        Target end = new Target();
        code.add(new Data.Save(saved));
        code.add(new Data.Forget(last));
        code.add(new Flow.Fork(end));
        compiler.write(source, code, scope);
        code.add(new Data.Keep(last));
        code.add(new Flow.Backtrack());
        code.place(end);
        code.add(new Data.Recall(last));
        code.add(new Data.RestorePath(saved));
    }

    void writeForeach(Ast.Foreach foreach, CodeBuilder code, @Nullable Scope scope) {
        int saved = code.slots(2);
        int state = code.slots(1);
        int path = code.slots(1);
        code.add(new Data.Save(saved));
        compiler.write(foreach.initial(), code, scope);
        code.add(new Data.Keep(state));
        code.add(new Data.Restore(saved));
        compiler.write(foreach.source(), code, scope);
        code.add(new Data.SavePath(path));
        Scope inner = writePatterns(foreach.patterns(), code, scope);
        code.add(new Data.Take(state));
        compiler.write(foreach.update(), code, inner);
        code.add(new Data.KeepShared(state));
        code.add(new Data.LoadPath(path));
        if (foreach.extract() != null) {
            compiler.write(foreach.extract(), code, inner);
        }
    }

    /** Binds the value at hand; of several patterns, the first in which neither it nor what follows fails. */
    @Nullable
    Scope writePatterns(List<Pattern> patterns, CodeBuilder code, @Nullable Scope scope) {
        Map<String, Integer> slots = new LinkedHashMap<>();
        Set<String> variables = new LinkedHashSet<>();
        patterns.forEach(pattern -> collect(pattern, variables));
        Scope inner = scope;
        for (String variable : variables) {
            int slot = code.slots(1);
            slots.put(variable, slot);
            inner = Scope.with(inner, new Scope.Binding.Variable(variable, code.level, slot));
        }
        Target end = new Target();
        for (int i = 0; i < patterns.size(); i++) {
            boolean last = i + 1 == patterns.size();
            Target other = new Target();
            if (!last) {
                code.add(new Flow.OnError(other));
            }
            if (patterns.size() > 1) {
                slots.values().forEach(slot -> code.add(new Data.Clear(slot)));
            }
            writePattern(patterns.get(i), slots, code, inner);
            if (!last) {
                code.add(new Flow.Jump(end));
                code.place(other);
            }
        }
        code.place(end);
        return inner;
    }

    private static void collect(Pattern pattern, Set<String> variables) {
        switch (pattern) {
            case Pattern.Name name -> variables.add(name.name());
            case Pattern.Items items -> items.items().forEach(item -> collect(item, variables));
            case Pattern.Fields fields ->
                fields.fields().forEach(field -> {
                    if (field.variable() != null) {
                        variables.add(field.variable());
                    }
                    if (field.inner() != null) {
                        collect(field.inner(), variables);
                    }
                });
        }
    }

    private void writePattern(Pattern pattern, Map<String, Integer> slots, CodeBuilder code, @Nullable Scope scope) {
        switch (pattern) {
            case Pattern.Name name -> code.add(new Data.Keep(slots.getOrDefault(name.name(), 0)));
            case Pattern.Items items -> {
                int whole = code.slots(1);
                code.add(new Data.KeepShared(whole));
                for (int i = items.items().size() - 1; i >= 0; i--) {
                    code.add(new Data.Load(new Operand.Slot(whole)));
                    code.add(new PathSteps.IndexBy(new Operand.Constant(JqValues.integer(i)), false));
                    writePattern(items.items().get(i), slots, code, scope);
                }
            }
            case Pattern.Fields fields -> {
                int whole = code.slots(1);
                code.add(new Data.KeepShared(whole));
                for (Pattern.Field field : fields.fields()) {
                    code.add(new Data.Load(new Operand.Slot(whole)));
                    Operand key = compiler.writeAside(field.key(), whole, code, scope);
                    code.add(new PathSteps.IndexBy(key, false));
                    if (field.variable() != null) {
                        code.add(new Data.KeepShared(slots.getOrDefault(field.variable(), 0)));
                    }
                    if (field.inner() != null) {
                        writePattern(field.inner(), slots, code, scope);
                    }
                }
            }
        }
    }
}
