package io.landlord.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The names that a part of a program can see, innermost first. */
record Scope(@Nullable Scope outer, Binding binding) {

    /** A name and where its value is: a slot of the frames of a level. */
    sealed interface Binding {
        String name();

        record Variable(String name, int level, int slot) implements Binding {}

        record Parameter(String name, int level, int slot) implements Binding {}

        record Label(String name, int level, int slot) implements Binding {}

        record Function(String name, int arity, Code code, int level) implements Binding {}
    }

    static Scope with(@Nullable Scope outer, Binding binding) {
        return new Scope(outer, binding);
    }

    static @Nullable Binding find(@Nullable Scope scope, Predicate<Binding> wanted) {
        for (Scope at = scope; at != null; at = at.outer) {
            if (wanted.test(at.binding)) {
                return at.binding;
            }
        }
        return null;
    }

    static List<String> names(@Nullable Scope scope, Predicate<Binding> wanted) {
        List<String> names = new ArrayList<>();
        for (Scope at = scope; at != null; at = at.outer) {
            if (wanted.test(at.binding)) {
                names.add(at.binding.name());
            }
        }
        return names;
    }
}
