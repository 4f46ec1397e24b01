package io.landlord.machine;

import static io.landlord.machine.Programs.attempt;
import static io.landlord.machine.Programs.call;
import static io.landlord.machine.Programs.catchAll;
import static io.landlord.machine.Programs.catchWith;
import static io.landlord.machine.Programs.choose;
import static io.landlord.machine.Programs.each;
import static io.landlord.machine.Programs.eachWhile;
import static io.landlord.machine.Programs.fork;
import static io.landlord.machine.Programs.launch;
import static io.landlord.machine.Programs.list;
import static io.landlord.machine.Programs.on;
import static io.landlord.machine.Programs.otherwise;
import static io.landlord.machine.Programs.pause;
import static io.landlord.machine.Programs.race;
import static io.landlord.machine.Programs.raise;
import static io.landlord.machine.Programs.run;
import static io.landlord.machine.Programs.set;
import static io.landlord.machine.Programs.workflow;

import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Programs made of a seed. A tame one cannot fault, race, time out or end early, so the order of events is no matter to it. */
final class RandomProgram {
    private static final int DEEPEST = 4;
    private static final Retry.Backoff[] BACKOFFS = Retry.Backoff.values();

    private final Random random;
    private final boolean tame;
    private int names;
    private int left = 24;

    private RandomProgram(long seed, boolean tame) {
        this.random = new Random(seed);
        this.tame = tame;
    }

    static Program wild(long seed) {
        return new RandomProgram(seed, false).program();
    }

    static Program tame(long seed) {
        return new RandomProgram(seed, true).program();
    }

    private Program program() {
        return workflow(tasks(0, 4));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private boolean wildly(int percent) {
        return !tame && chance(percent);
    }

    private Node[] tasks(int depth, int most) {
        int count = 1 + random.nextInt(most);
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add("t" + names++);
        }
        Node[] nodes = new Node[count];
        for (int i = 0; i < count; i++) {
            nodes[i] = decorated(node(taken, i, depth), taken, i, depth);
        }
        return nodes;
    }

    private Node node(List<String> beside, int position, int depth) {
        String name = beside.get(position);
        left--;
        int kind = random.nextInt(depth >= DEEPEST || left <= 0 ? 6 : 13);
        return switch (kind) {
            case 0 -> set(name, "{v: " + random.nextInt(9) + ", i: '${ [$index, $item] }'}");
            case 1 -> call(name, policy(), "{i: '${ $index }'}");
            case 2 -> pause(name, "PT" + random.nextInt(4) + "S");
            case 3 ->
                tame ? call(name, policy()) : raise(name, "urn:test:" + random.nextInt(2), 400 + random.nextInt(3));
            case 4 -> choose(name, on("$index == 1", target(beside, position)), otherwise(target(beside, position)));
            case 5 -> chance(70) ? run(name, "child", "{i: '${ $index }'}") : launch(name, "child", "{}");
            case 6, 12 -> loop(name, depth);
            case 7, 8 -> branches(name, depth);
            case 9, 10 -> attempt(name, handling(depth), tasks(depth + 1, 2));
            default -> list(name, tasks(depth + 1, 3));
        };
    }

    private RetryPolicy policy() {
        return chance(50)
                ? RetryPolicy.once()
                : RetryPolicy.attempts(1 + random.nextInt(3), Duration.ofSeconds(random.nextInt(2)));
    }

    private String target(List<String> beside, int position) {
        int last = beside.size() - 1;
        return switch (random.nextInt(4)) {
            case 0 -> "exit";
            case 1 -> tame ? "continue" : chance(20) ? "end" : "exit";
            case 2 -> position < last ? beside.get(position + 1 + random.nextInt(last - position)) : "continue";
            default -> "continue";
        };
    }

    private Node loop(String name, int depth) {
        String items = chance(50) ? "[1, 2, 3]" : "'${ [$context, 7] }'";
        Node[] body = tasks(depth + 1, 2);
        return chance(30) ? eachWhile(name, items, "$index < 2", body) : each(name, items, body);
    }

    private Node branches(String name, int depth) {
        Node[] branches = new Node[1 + random.nextInt(3)];
        for (int i = 0; i < branches.length; i++) {
            List<String> alone = List.of("b" + names++);
            branches[i] = decorated(node(alone, 0, depth + 1), alone, 0, depth + 1);
        }
        return wildly(40) ? race(name, branches) : fork(name, branches);
    }

    private Node.Handling handling(int depth) {
        Node.Handling handling = chance(30) ? catchWith("{status: 40" + random.nextInt(3) + "}") : catchAll();
        if (chance(60)) {
            Node.Again again = Node.Again.times(random.nextInt(3), chance(50) ? "PT1S" : null)
                    .backoff(BACKOFFS[random.nextInt(BACKOFFS.length)]);
            again = chance(30) ? again.jitter("PT0S", "PT1S") : again;
            again = wildly(30) ? again.attemptDuration("PT2S") : again;
            handling = handling.retry(again);
        }
        return chance(50) ? handling.run(tasks(depth + 1, 2)) : handling;
    }

    private Node decorated(Node node, List<String> beside, int position, int depth) {
        if (chance(15)) {
            node.onlyIf("$index != 1");
        }
        if (wildly(15)) {
            node.timeout("PT" + (1 + random.nextInt(4)) + "S");
        }
        if (wildly(20)) {
            node.compensate(
                    depth >= DEEPEST ? new Node[] {set("u" + names++, "{undone: '${ $output }'}")} : tasks(DEEPEST, 2));
        }
        if (chance(10)) {
            node.outputAs("'${ [.] }'");
        }
        if (chance(20)) {
            node.exportAs("'${ {" + node.name + ": $index} }'");
        }
        if (wildly(4)) {
            node.outputAs("'${ .v.w }'");
        }
        if (chance(10)) {
            node.then(beside.size() == 1 ? "continue" : target(beside, position));
        }
        return node;
    }
}
