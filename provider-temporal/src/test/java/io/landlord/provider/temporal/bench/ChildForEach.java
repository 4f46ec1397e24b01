package io.landlord.provider.temporal.bench;

import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands in for Zigflow 0.13, which cannot be had here: its model of execution, written by hand with the Java SDK. Each iteration
 * of a {@code for} and each branch of a {@code fork} is a child workflow with an id made of its parent's, its input is the
 * input and a copy of the state, its result the output and the context. It is kinder than the real thing: no expression is
 * evaluated, no document interpreted.
 */
final class ChildForEach {
    private ChildForEach() {}

    @WorkflowInterface
    public interface Loop {
        @WorkflowMethod(name = "child-for-each-iteration")
        List<Object> run(int iterations);
    }

    @WorkflowInterface
    public interface Fork {
        @WorkflowMethod(name = "child-for-each-branch")
        Map<String, Object> run(int branches);
    }

    @WorkflowInterface
    public interface Body {
        @WorkflowMethod(name = "body")
        Map<String, Object> run(Map<String, Object> input, Map<String, Object> state);
    }

    public static final class BodyWorkflow implements Body {
        private final ByHand.Work work = ByHand.activity();

        @Override
        @SuppressWarnings("unchecked")
        public Map<String, Object> run(Map<String, Object> input, Map<String, Object> state) {
            Map<String, Object> data = (Map<String, Object>) state.getOrDefault("data", Map.of());
            Object output = work.work(Map.of("n", data.getOrDefault("n", 0)));
            return Map.of("output", output, "context", state.getOrDefault("context", Map.of()));
        }
    }

    public static final class LoopWorkflow implements Loop {
        @Override
        public List<Object> run(int iterations) {
            List<Object> outputs = new ArrayList<>();
            Map<String, Object> state = state();
            for (int n = 0; n < iterations; n++) {
                Map<String, Object> result = body("_for_" + n).run(Map.of(), iteration(state, n));
                Object output = result.getOrDefault("output", Map.of());
                state = with(with(state, "output", output), "context", result.getOrDefault("context", Map.of()));
                outputs.add(output);
            }
            return outputs;
        }
    }

    public static final class ForkWorkflow implements Fork {
        @Override
        public Map<String, Object> run(int branches) {
            List<Promise<Map<String, Object>>> children = new ArrayList<>();
            for (int n = 0; n < branches; n++) {
                Body child = body("_fork_" + n);
                children.add(Async.function(child::run, Map.<String, Object>of(), iteration(state(), n)));
            }
            Map<String, Object> outputs = new LinkedHashMap<>();
            for (int n = 0; n < branches; n++) {
                outputs.put("b" + n, children.get(n).get().getOrDefault("output", Map.of()));
            }
            return outputs;
        }
    }

    private static Body body(String suffix) {
        return Workflow.newChildWorkflowStub(
                Body.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(Workflow.getInfo().getWorkflowId() + suffix)
                        .build());
    }

    private static Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("context", Map.of());
        state.put("data", Map.of());
        state.put("env", Map.of());
        state.put("input", Map.of());
        return state;
    }

    private static Map<String, Object> iteration(Map<String, Object> state, int n) {
        return with(state, "data", Map.of("index", n, "n", n));
    }

    private static Map<String, Object> with(Map<String, Object> state, String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(state);
        copy.put(key, value);
        return copy;
    }
}
