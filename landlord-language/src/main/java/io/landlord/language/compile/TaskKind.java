package io.landlord.language.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of tasks the language has; the property of that name makes a task one of the kind. */
enum TaskKind {
    CALL("with"),
    DO,
    EMIT,
    FOR("while", "do"),
    FORK,
    LISTEN("foreach"),
    RAISE,
    RUN,
    SET,
    SWITCH,
    TRY("catch"),
    WAIT;

    private static final List<String> COMMON =
            List.of("if", "input", "output", "export", "timeout", "then", "metadata");

    private final List<String> companions;

    TaskKind(String... companions) {
        this.companions = List.of(companions);
    }

    /** The property that makes a task one of this kind. */
    final String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All properties a task of this kind may have. */
    List<String> properties() {
        List<String> properties = new ArrayList<>(List.of(word()));
        properties.addAll(companions);
        properties.addAll(COMMON);
        return properties;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(TaskKind::word).toList();
    }

    /** The kinds that the properties of a task stand for; `do` belongs to `for` where both stand. */
    static List<TaskKind> of(Fields task) {
        return Arrays.stream(values())
                .filter(kind -> task.has(kind.word()))
                .filter(kind -> kind != DO || !task.has(FOR.word()))
                .toList();
    }

    /** The kind whose own property this is, {@code try} for {@code catch}. */
    static Optional<TaskKind> owning(String property) {
        return Arrays.stream(values())
                .filter(kind -> kind.companions.contains(property))
                .findFirst();
    }
}
