package io.landlord.jq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The builtins written in Java, by {@code name/arity}. Those written in jq are the {@link Prelude}. */
final class Builtins {
    private static final Map<String, NativeFunction> NATIVES = natives(new HashMap<>());
    private static final Set<String> SPECIAL =
            Set.of("empty/0", "path/1", "select/1", "map/1", "getpath/1", "range/1", "range/2", "last/1");

    private Builtins() {}

    static Map<String, NativeFunction> natives() {
        return NATIVES;
    }

    private static Map<String, NativeFunction> natives(Map<String, NativeFunction> table) {
        CoreBuiltins.addTo(table);
        MathBuiltins.addTo(table);
        StringBuiltins.addTo(table);
        ArrayBuiltins.addTo(table);
        RegexBuiltins.addTo(table);
        TimeBuiltins.addTo(table);
        return Map.copyOf(table);
    }

    /** All builtins that programs may name. */
    static List<String> signatures(Map<String, Code> prelude) {
        List<String> all = new ArrayList<>(SPECIAL);
        all.addAll(NATIVES.keySet());
        all.addAll(prelude.keySet());
        return all.stream().filter(name -> !name.startsWith("_")).sorted().toList();
    }
}
