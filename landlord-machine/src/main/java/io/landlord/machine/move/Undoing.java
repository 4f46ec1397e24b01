package io.landlord.machine.move;

import io.landlord.machine.program.Action;
import io.landlord.machine.program.CallPolicy;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares how two programs undo a task: its {@code metadata.compensate}, and what that refers to. */
final class Undoing {
    private final Program from;
    private final Program to;
    private final Set<String> otherwise = new HashSet<>();

    Undoing(Program from, Program to) {
        this.from = from;
        this.to = to;
        collect(from.definition().path("use"), to.definition().path("use"));
        collect(to.definition().path("use"), from.definition().path("use"));
    }

    /** The names under {@code use} that mean something else in the other definition. */
    private void collect(JsonNode use, JsonNode other) {
        use.properties()
                .forEach(group -> group.getValue().properties().forEach(entry -> {
                    if (!entry.getValue().equals(other.path(group.getKey()).get(entry.getKey()))) {
                        otherwise.add(entry.getKey());
                    }
                }));
    }

    boolean isSame(Task task, Task twin) {
        JsonNode undoing = undoing(task);
        return undoing.equals(undoing(twin))
                && !refersOtherwise(undoing)
                && policies(from, task).equals(policies(to, twin));
    }

    private static JsonNode undoing(Task task) {
        return task.definition().path("metadata").path("compensate");
    }

    private boolean refersOtherwise(JsonNode value) {
        if (value.isString()) {
            return otherwise.contains(value.stringValue());
        }
        for (JsonNode inside : value) {
            if (refersOtherwise(inside)) {
                return true;
            }
        }
        return false;
    }

    /** How the calls are made; a handler's own options may have changed since. */
    private static Map<String, CallPolicy> policies(Program program, Task task) {
        Map<String, CallPolicy> policies = new HashMap<>();
        for (Task inside : program.tasks()) {
            if (inside.pointer().startsWith(task.pointer() + "/metadata/compensate/")
                    && inside.action() instanceof Action.Call call) {
                policies.put(inside.pointer(), call.policy());
            }
        }
        return policies;
    }
}
