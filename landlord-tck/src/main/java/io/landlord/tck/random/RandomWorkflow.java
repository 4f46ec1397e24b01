package io.landlord.tck.random;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A workflow made of a seed: every kind of task but HTTP calls, at any place in any other, with expressions, timeouts, retries
 * and compensation.
 *
 * <p>What becomes of it does not depend on what is faster. Beside others, that is in the branches of a fork, at most one
 * branch can fail or end the workflow; of a race one branch wins without waiting for anything; a timeout is either far
 * shorter than what it limits or far longer.
 */
final class RandomWorkflow {
    static final String NAMESPACE = "random";

    /** A workflow that others run: it gives back what it gets, or fails where that is asked of it. */
    static final String CHILD = """
            document: {dsl: '1.0.3', namespace: random, name: child, version: '1.0.0'}
            do:
              - refuse:
                  if: .fail == true
                  raise: {error: {type: 'urn:random:child', status: 422, title: The child was to fail}}
              - answer: {call: echo, with: {child: '${ . }'}}
            """;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 4;
    private static final int MOST_TASKS = 22;

    /** Expressions that cannot fail, whatever their input; none gives more than a little more than it gets. */
    private static final List<String> VALUES = List.of(
            "${ . }",
            "${ {v: .} }",
            "${ [., 1] }",
            "${ . | tostring | length }",
            "${ {size: ($context | tostring | length), v: .} }",
            "${ [$context | .. | numbers] | add }",
            "${ {task: $task.name, name: $workflow.definition.document.name} }",
            "${ tojson | explode | map(. % 7) | unique }",
            "${ if type == \"object\" then keys else type end }",
            "${ [limit(3; .. | scalars)] }",
            "${ $workflow.input }");

    private static final List<String> CONDITIONS = List.of(
            "(. | tostring | length) % 2 == 0",
            "($context | tostring | length) % 3 != 0", "type == \"object\"", ". != null", "[.. | numbers] | add > 2");

    /** Expressions that some inputs fail. */
    private static final List<String> RISKY =
            List.of("${ .a.b }", "${ . + 1 }", "${ error(\"no\") }", "${ .[0] }", "${ keys }");

    private final long seed;
    private final Random random;
    private int names;
    private int left = MOST_TASKS;

    private RandomWorkflow(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** The document, as JSON text. */
    static String document(long seed) {
        RandomWorkflow made = new RandomWorkflow(seed);
        ObjectNode workflow = JSON.objectNode();
        workflow.putObject("document")
                .put("dsl", "1.0.3")
                .put("namespace", NAMESPACE)
                .put("name", "seed" + seed)
                .put("version", "1.0.0");
        workflow.set("do", made.list(Place.TOP, 5));
        if (made.chance(15)) {
            workflow.putObject("output").put("as", "${ {end: ., context: $context} }");
        }
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(workflow);
    }

    /** What it is started with. */
    static JsonNode input(long seed) {
        return JSON.objectNode().put("seed", seed % 10).put("text", "t".repeat((int) (seed % 4)));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String name(String kind) {
        return kind + names++;
    }

    private ArrayNode list(Place place, int most) {
        ArrayNode list = JSON.arrayNode();
        int count = 1 + random.nextInt(most);
        for (int n = 0; n < count; n++) {
            task(list, place);
        }
        jumps(list, place);
        return list;
    }

    private ArrayNode single(Function<ObjectNode, ObjectNode> task, String kind) {
        ArrayNode list = JSON.arrayNode();
        var ignored = task.apply(list.addObject().putObject(name(kind)));
        return list;
    }

    private void task(ArrayNode list, Place place) {
        left--;
        boolean leaf = place.depth() >= DEEPEST || left <= 0;
        switch (random.nextInt(leaf ? 7 : 16)) {
            case 0 -> decorate(set(added(list, "set")), place);
            case 1 -> decorate(call(added(list, "call"), place), place);
            case 2 -> decorate(waiting(added(list, "wait"), place), place);
            case 3 -> decorate(place.mayFail() ? raise(added(list, "raise")) : set(added(list, "set")), place);
            case 4 -> decorate(child(added(list, "run"), place), place);
            case 5 -> decorate(emit(added(list, "emit"), "urn.random.unheard"), place);
            case 6 -> decorate(choose(added(list, "switch")), place);
            case 7, 8 -> decorate(loop(added(list, "for"), place), place);
            case 9, 10 -> decorate(fork(added(list, "fork"), place), place);
            case 11, 12, 13 -> decorate(attempt(added(list, "try"), place), place);
            case 14 -> decorate(added(list, "do").set("do", list(place.deeper(), 3)), place);
            default -> {
                if (place.ordered()) {
                    hear(list);
                } else {
                    decorate(race(added(list, "race")), place);
                }
            }
        }
    }

    private ObjectNode added(ArrayNode list, String kind) {
        return list.addObject().putObject(name(kind));
    }

    // Tasks

    private ObjectNode set(ObjectNode task) {
        if (chance(30)) {
            return task.put("set", one(VALUES));
        }
        task.putObject("set").put("n", random.nextInt(9)).put("v", one(VALUES));
        return task;
    }

    private ObjectNode call(ObjectNode task, Place place) {
        int kind = random.nextInt(place.mayFail() ? 10 : 7);
        if (kind < 5) {
            task.put("call", chance(50) ? "brief" : "echo").putObject("with").put("v", one(VALUES));
        } else if (kind < 7) {
            task.put("call", "patient").putObject("with").put("failures", random.nextInt(2));
        } else {
            ObjectNode with = task.put("call", "stubborn").putObject("with");
            with.put("failures", random.nextInt(4)).put("retryable", chance(80));
        }
        return task;
    }

    private ObjectNode waiting(ObjectNode task, Place place) {
        if (place.mayFail() && chance(20)) {
            task.putObject("timeout").put("after", "PT0.02S");
            return task.put("wait", "PT1H");
        }
        return task.put("wait", "PT0.0" + (1 + random.nextInt(5)) + "S");
    }

    private ObjectNode raise(ObjectNode task) {
        task.putObject("raise")
                .putObject("error")
                .put("type", "urn:random:" + random.nextInt(2))
                .put("status", 400 + random.nextInt(3))
                .put("title", "Raised")
                .put("detail", "by " + names);
        return task;
    }

    private ObjectNode child(ObjectNode task, Place place) {
        ObjectNode run = task.putObject("run");
        if (chance(20)) {
            run.put("await", false);
        }
        ObjectNode workflow =
                run.putObject("workflow").put("namespace", NAMESPACE).put("name", "child");
        workflow.putObject("input").put("fail", place.mayFail() && chance(40)).put("v", one(VALUES));
        return task;
    }

    private ObjectNode emit(ObjectNode task, String type) {
        ObjectNode with =
                task.putObject("emit").putObject("event").putObject("with").put("type", type);
        // The id and the time are the engine's.
        task.putObject("output").put("as", "${ .data }");
        with.put("source", "/random")
                .putObject("data")
                .put("n", random.nextInt(5))
                .put("v", "${ . | tostring | length }");
        return task;
    }

    /** Some events that only this place emits, and a listen that they end, before or behind it. */
    private void hear(ArrayNode list) {
        // Others that run at the same time hear what is emitted, too.
        String type = name("urn.random." + seed + ".heard");
        int count = 1 + random.nextInt(3);
        boolean after = chance(50);
        ArrayNode emits = JSON.arrayNode();
        for (int n = 0; n < count; n++) {
            var ignored = emit(added(emits, "emit"), type);
        }
        ObjectNode listen = JSON.objectNode();
        ObjectNode to = listen.putObject("listen").putObject("to");
        if (count == 1) {
            to.putObject("one").putObject("with").put("type", type);
        } else {
            to.putArray("any").addObject().putObject("with").put("type", type);
            to.put("until", "length >= " + count);
            if (chance(50)) {
                listen.putObject("foreach")
                        .putArray("do")
                        .addObject()
                        .putObject(name("each"))
                        .put("set", "${ {event: $item, at: $index, v: .} }");
            }
        }
        if (!after) {
            emits.addObject().set(name("listen"), listen);
            added(list, "do").set("do", emits);
            return;
        }
        ObjectNode fork = added(list, "fork");
        ArrayNode branches = fork.putObject("fork").putArray("branches");
        branches.addObject().set(name("listen"), listen);
        branches.addObject().putObject(name("do")).set("do", emits);
        // What both branches have as their output is told by the trace.
        fork.putObject("output").put("as", "${ .[0] }");
    }

    private ObjectNode choose(ObjectNode task) {
        ArrayNode cases = task.putArray("switch");
        cases.addObject().putObject("first").put("when", one(CONDITIONS)).put("then", "continue");
        cases.addObject().putObject("other").put("then", chance(40) ? "exit" : "continue");
        return task;
    }

    private ObjectNode loop(ObjectNode task, Place place) {
        ObjectNode loop = task.putObject("for").put("each", "item");
        loop.put("in", one(List.of("[1, 2, 3]", "[$context, .]", "[range(0; (tostring | length) % 4)]", "[]")));
        if (chance(40)) {
            task.put("while", one(List.of("$item != 2", "$index < 1", "(tostring | length) < 90")));
        }
        ArrayNode body = list(place.deeper(), 2);
        if (chance(60)) {
            body.addObject().putObject(name("set")).put("set", "${ {i: $index, item: $item, v: .} }");
        }
        task.set("do", body);
        return task;
    }

    private ObjectNode fork(ObjectNode task, Place place) {
        if (chance(20)) {
            return race(task);
        }
        ArrayNode branches = task.putObject("fork").putArray("branches");
        int count = 1 + random.nextInt(3);
        int disruptive = random.nextInt(2 * count);
        for (int n = 0; n < count; n++) {
            ArrayNode alone = JSON.arrayNode();
            task(alone, place.branch(n == disruptive, disruptive < count && n != disruptive));
            branches.add(alone.get(0));
        }
        // Outputs would grow with every fork.
        task.putObject("output").put("as", "${ map(tostring | length) }");
        return task;
    }

    /** One branch wins in the moment in which the race begins; the others would wait for something. */
    private ObjectNode race(ObjectNode task) {
        ObjectNode fork = task.putObject("fork").put("compete", true);
        ArrayNode branches = fork.putArray("branches");
        int count = 1 + random.nextInt(3);
        int winner = random.nextInt(count);
        for (int n = 0; n < count; n++) {
            ObjectNode branch = added(branches, "racer");
            if (n == winner) {
                var ignored = set(branch);
            } else if (chance(50)) {
                branch.put("wait", "PT1H");
            } else {
                branch.put("call", one(List.of("echo", "brief")))
                        .putObject("with")
                        .put("v", n);
            }
        }
        return task;
    }

    private ObjectNode attempt(ObjectNode task, Place place) {
        ObjectNode handling = JSON.objectNode();
        boolean all = !place.mayFail() || chance(60);
        if (!all) {
            handling.putObject("errors").putObject("with").put("status", 400 + random.nextInt(3));
        }
        boolean again = chance(50);
        if (again) {
            ObjectNode retry = handling.putObject("retry");
            retry.putObject("limit").putObject("attempt").put("count", random.nextInt(3));
            if (chance(50)) {
                retry.put("delay", "PT0.02S");
                retry.putObject("backoff").putObject(one(List.of("constant", "linear", "exponential")));
            }
            if (chance(25)) {
                retry.put("when", "${ $error.status != 401 }");
            }
        }
        task.set("try", list(place.guarded(again), 2));
        if (chance(60) || !place.mayFail()) {
            handling.set(
                    "do",
                    chance(50)
                            ? list(place.deeper(), 2)
                            : single(
                                    look -> look.put("set", "${ {caught: $error.status, type: $error.type} }"),
                                    "look"));
        }
        task.set("catch", handling);
        return task;
    }

    // What any task can have besides

    private void decorate(JsonNode node, Place place) {
        ObjectNode task = (ObjectNode) node;
        if (chance(12)) {
            task.put("if", one(CONDITIONS));
        }
        if (chance(12)) {
            task.putObject("input").put("from", place.mayFail() && chance(25) ? one(RISKY) : one(VALUES));
        }
        if (chance(12) && !task.has("output")) {
            task.putObject("output").put("as", place.mayFail() && chance(25) ? one(RISKY) : one(VALUES));
        }
        if (chance(15)) {
            task.putObject("export").put("as", "${ {last: (tostring | length), seen: $task.name} }");
        }
        if (chance(8) && !task.has("timeout")) {
            task.putObject("timeout").put("after", "PT1H");
        }
        if (place.undoes() && chance(12)) {
            task.putObject("metadata")
                    .set(
                            "compensate",
                            single(
                                    undo -> chance(50)
                                            ? undo.put("set", "${ {undone: $output} }")
                                            : undo.put("call", "echo")
                                                    .set(
                                                            "with",
                                                            JSON.objectNode().put("undone", "${ $output }")),
                                    "undo"));
        }
    }

    /** Lets some tasks of a list go on elsewhere than at the next one. */
    private void jumps(ArrayNode list, Place place) {
        for (int n = 0; n < list.size(); n++) {
            if (!chance(8)) {
                continue;
            }
            ObjectNode task = (ObjectNode) list.get(n).iterator().next();
            int target = n + 1 + random.nextInt(3);
            if (target < list.size()) {
                task.put("then", list.get(target).propertyNames().iterator().next());
            } else if (place.mayEnd() && chance(30)) {
                task.put("then", "end");
            } else {
                task.put("then", "exit");
            }
        }
    }
}
