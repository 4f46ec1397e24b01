package io.landlord.machine;

import io.landlord.api.workflow.RetryPolicy;
import io.landlord.jq.JqProgram;
import io.landlord.jq.JqValues;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Block;
import io.landlord.machine.program.CallPolicy;
import io.landlord.machine.program.Catch;
import io.landlord.machine.program.Delay;
import io.landlord.machine.program.Durations;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Retry;
import io.landlord.machine.program.Task;
import io.landlord.machine.program.Template;
import io.landlord.machine.program.WorkflowReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes programs down in a few words: {@code workflow(set("a", "{'x': 1}"), call("b", "handler"))}. JSON may have single
 * quotes and bare names; text that is wholly <code>${ }</code> is an expression.
 */
final class Programs {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .build();
    private static final List<String> VARIABLES =
            List.of("context", "input", "output", "task", "workflow", "runtime", "item", "index", "outer", "error");

    private final List<@Nullable Task> tasks = new ArrayList<>();

    private Programs() {}

    static JsonNode json(String text) {
        return JqValues.normalize(JSON.readTree(text));
    }

    static Program workflow(Node... tasks) {
        return link(list("", tasks));
    }

    /** A workflow whose own input, output and timeout are those of this {@code do} task. */
    static Program link(Node root) {
        Programs programs = new Programs();
        int ignored = programs.task(root, "", Map.of());
        List<Task> linked = new ArrayList<>();
        programs.tasks.forEach(task -> {
            if (task != null) {
                linked.add(task);
            }
        });
        JsonNode definition = JsonNodeFactory.instance.objectNode().put("tasks", linked.size());
        return new Program("test", "tests", "test", "1.0.0", definition, linked, null);
    }

    static Program limited(Program program, Duration limit) {
        return new Program(
                program.hash(),
                program.namespace(),
                program.name(),
                program.version(),
                program.definition(),
                program.tasks(),
                limit);
    }

    static Node list(String name, Node... tasks) {
        return new Node(name, new Node.Body.Do(List.of(tasks)));
    }

    static Node set(String name, String json) {
        return new Node(name, new Node.Body.Set(json(json)));
    }

    static Node choose(String name, Node.Case... cases) {
        return new Node(name, new Node.Body.Switch(List.of(cases)));
    }

    static Node.Case on(String when, String then) {
        return new Node.Case(when, then);
    }

    static Node.Case otherwise(String then) {
        return new Node.Case(null, then);
    }

    static Node each(String name, String in, Node... tasks) {
        return new Node(name, new Node.Body.For("item", "index", json(in), null, List.of(tasks)));
    }

    static Node eachWhile(String name, String in, String condition, Node... tasks) {
        return new Node(name, new Node.Body.For("item", "index", json(in), condition, List.of(tasks)));
    }

    static Node fork(String name, Node... branches) {
        return new Node(name, new Node.Body.Fork(false, List.of(branches)));
    }

    static Node race(String name, Node... branches) {
        return new Node(name, new Node.Body.Fork(true, List.of(branches)));
    }

    static Node attempt(String name, Node.Handling handling, Node... tasks) {
        return new Node(name, new Node.Body.Try(List.of(tasks), handling));
    }

    /** Catches every error, and does nothing with it. */
    static Node.Handling catchAll() {
        return new Node.Handling(JsonNodeFactory.instance.objectNode(), null, null, null, null, null);
    }

    static Node.Handling catchWith(String filter) {
        return new Node.Handling(json(filter), null, null, null, null, null);
    }

    static Node raise(String name, String type, int status) {
        return new Node(name, new Node.Body.Raise(json("'" + type + "'"), json("" + status)));
    }

    static Node pause(String name, String delay) {
        return new Node(name, new Node.Body.Wait(delay));
    }

    static Node call(String name) {
        return call(name, RetryPolicy.once());
    }

    static Node call(String name, RetryPolicy retry) {
        return call(name, retry, "{}");
    }

    static Node call(String name, RetryPolicy retry, String arguments) {
        return new Node(name, new Node.Body.Call(name, json(arguments), null, retry));
    }

    /** Runs the workflow of this name and waits for it. */
    static Node run(String name, String workflow, String input) {
        return new Node(name, new Node.Body.Run(workflow, json(input), true));
    }

    /** Starts the workflow of this name and does not wait for it. */
    static Node launch(String name, String workflow, String input) {
        return new Node(name, new Node.Body.Run(workflow, json(input), false));
    }

    private int task(Node node, String pointer, Map<String, Integer> names) {
        int index = tasks.size();
        tasks.add(null);
        Action action = action(node.body, pointer, names);
        Block compensation =
                node.compensation == null ? null : block(node.compensation, pointer + "/metadata/compensate");
        Task task = new Task(
                index,
                node.name,
                pointer,
                JsonNodeFactory.instance.objectNode().put("is", action.kind()),
                node.condition == null ? null : expression(node.condition, pointer + "/if"),
                template(node.inputFrom, pointer + "/input/from"),
                template(node.outputAs, pointer + "/output/as"),
                template(node.exportAs, pointer + "/export/as"),
                delay(node.timeout, pointer + "/timeout/after"),
                flow(node.then, names),
                compensation,
                action);
        tasks.set(index, task);
        return index;
    }

    private Action action(Node.Body body, String pointer, Map<String, Integer> names) {
        return switch (body) {
            case Node.Body.Do list -> new Action.Do(block(list.tasks(), pointer + "/do"));
            case Node.Body.Set set -> new Action.Set(value(set.value(), pointer + "/set"));
            case Node.Body.Switch choice -> choice(choice, pointer, names);
            case Node.Body.For loop ->
                new Action.For(
                        loop.each(),
                        loop.at(),
                        value(loop.in(), pointer + "/for/in"),
                        loop.condition() == null ? null : expression(loop.condition(), pointer + "/while"),
                        block(loop.tasks(), pointer + "/do"));
            case Node.Body.Fork fork -> {
                List<Integer> branches = new ArrayList<>();
                for (int i = 0; i < fork.branches().size(); i++) {
                    Node branch = fork.branches().get(i);
                    branches.add(task(branch, pointer + "/fork/branches/" + i + "/" + branch.name, Map.of()));
                }
                yield new Action.Fork(branches, fork.compete());
            }
            case Node.Body.Try attempt ->
                new Action.Try(block(attempt.tasks(), pointer + "/try"), handling(attempt.handling(), pointer));
            case Node.Body.Raise raise ->
                new Action.Raise(
                        value(raise.type(), pointer + "/raise/error/type"),
                        value(raise.status(), pointer + "/raise/error/status"),
                        null,
                        null);
            case Node.Body.Wait wait -> new Action.Wait(time(wait.delay(), pointer + "/wait"));
            case Node.Body.Run run ->
                new Action.Run(
                        new WorkflowReference("tests", run.workflow(), "1.0.0"),
                        value(run.input(), pointer + "/run/workflow/input"),
                        run.await(),
                        true);
            case Node.Body.Call call ->
                new Action.Call(
                        call.handler(),
                        value(call.arguments(), pointer + "/with"),
                        new CallPolicy(call.timeout(), call.retry()));
        };
    }

    private static Map<String, Integer> positions(List<Node> nodes) {
        Map<String, Integer> names = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            names.put(nodes.get(i).name, i);
        }
        return names;
    }

    private Block block(List<Node> nodes, String pointer) {
        Map<String, Integer> names = positions(nodes);
        List<Integer> indexes = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            String at = pointer + "/" + i + "/" + node.name;
            indexes.add(task(node, at, names));
        }
        return new Block(indexes);
    }

    private static Action.Switch choice(Node.Body.Switch choice, String pointer, Map<String, Integer> names) {
        List<Action.Case> cases = new ArrayList<>();
        for (Node.Case option : choice.cases()) {
            String at = pointer + "/switch/" + cases.size();
            cases.add(new Action.Case(
                    "case" + cases.size(),
                    option.when() == null ? null : expression(option.when(), at + "/when"),
                    flow(option.then(), names)));
        }
        return new Action.Switch(cases);
    }

    private Catch handling(Node.Handling handling, String pointer) {
        String at = pointer + "/catch";
        Map<String, Template> filter = new LinkedHashMap<>();
        handling.filter()
                .properties()
                .forEach(entry -> filter.put(entry.getKey(), value(entry.getValue(), at + "/errors/with")));
        List<Node> nodes = handling.tasks();
        return new Catch(
                filter,
                "error",
                handling.when() == null ? null : expression(handling.when(), at + "/when"),
                handling.exceptWhen() == null ? null : expression(handling.exceptWhen(), at + "/exceptWhen"),
                handling.retry() == null ? null : retry(handling.retry(), at + "/retry"),
                nodes == null ? null : block(nodes, at + "/do"),
                handling.then() == null ? null : flow(handling.then(), Map.of()));
    }

    private static Retry retry(Node.Again again, String pointer) {
        Delay from = delay(again.jitterFrom(), pointer + "/jitter/from");
        Delay to = delay(again.jitterTo(), pointer + "/jitter/to");
        return new Retry(
                again.when() == null ? null : expression(again.when(), pointer + "/when"),
                null,
                delay(again.delay(), pointer + "/delay"),
                again.backoff(),
                from == null || to == null ? null : new Retry.Jitter(from, to),
                again.count(),
                delay(again.attemptDuration(), pointer + "/limit/attempt/duration"),
                delay(again.duration(), pointer + "/limit/duration"));
    }

    private static Flow flow(String then, Map<String, Integer> names) {
        return switch (then) {
            case "continue" -> Flow.CONTINUE;
            case "exit" -> Flow.EXIT;
            case "end" -> Flow.END;
            default -> {
                Integer position = names.get(then);
                if (position == null) {
                    throw new IllegalArgumentException("no task beside it is called " + then);
                }
                yield new Flow.To(position);
            }
        };
    }

    private static @Nullable Delay delay(@Nullable String text, String pointer) {
        return text == null ? null : time(text, pointer);
    }

    private static Delay time(String text, String pointer) {
        return isExpression(text)
                ? new Delay.Computed(expression(text, pointer))
                : new Delay.Fixed(Durations.parse(text).orElseThrow());
    }

    private static @Nullable Template template(@Nullable JsonNode json, String pointer) {
        return json == null ? null : value(json, pointer);
    }

    private static Template value(JsonNode json, String pointer) {
        if (json.isString() && isExpression(json.stringValue())) {
            return new Template.Computed(expression(json.stringValue(), pointer));
        }
        if (json.isObject() && json.toString().contains("${")) {
            Map<String, Template> fields = new LinkedHashMap<>();
            json.properties()
                    .forEach(entry ->
                            fields.put(entry.getKey(), value(entry.getValue(), pointer + "/" + entry.getKey())));
            return new Template.Fields(fields);
        }
        if (json.isArray() && json.toString().contains("${")) {
            List<Template> items = new ArrayList<>();
            json.forEach(item -> items.add(value(item, pointer + "/" + items.size())));
            return new Template.Items(items);
        }
        return new Template.Literal(json);
    }

    private static boolean isExpression(String text) {
        return text.startsWith("${") && text.endsWith("}");
    }

    private static Expression expression(String text, String pointer) {
        String source = isExpression(text) ? text.substring(2, text.length() - 1) : text;
        return new Expression(pointer, JqProgram.compile(source.trim(), VARIABLES));
    }
}
