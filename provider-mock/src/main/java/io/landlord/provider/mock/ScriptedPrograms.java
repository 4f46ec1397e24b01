package io.landlord.provider.mock;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Block;
import io.landlord.machine.program.CallPolicy;
import io.landlord.machine.program.Delay;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import io.landlord.machine.program.Template;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Turns a script's answers into programs, so that scripted executions stop, time out and report like any other. */
final class ScriptedPrograms {
    private static final String STAY_RUNNING = "mock.stay-running";

    private ScriptedPrograms() {}

    static TaskHandlers handlers() {
        return new TaskHandlers().register(new StayRunning());
    }

    static Program program(String hash, MockScript.Answer answer, @Nullable Duration limit) {
        List<Action> actions = new ArrayList<>();
        MockScript.Answer left = answer;
        while (left instanceof MockScript.Answer.After after) {
            actions.add(new Action.Wait(new Delay.Fixed(after.duration())));
            left = after.then();
        }
        actions.add(last(left));
        List<Task> tasks = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int index = 1; index <= actions.size(); index++) {
            positions.add(index);
        }
        tasks.add(task(0, "", "", new Action.Do(new Block(positions))));
        for (int index = 1; index <= actions.size(); index++) {
            String name = "answer" + index;
            tasks.add(task(index, name, "/do/" + (index - 1) + "/" + name, actions.get(index - 1)));
        }
        return new Program(hash, "mock", "scripted", "1.0.0", JsonNodeFactory.instance.objectNode(), tasks, limit);
    }

    private static Action last(MockScript.Answer answer) {
        return switch (answer) {
            case MockScript.Answer.Succeed succeed -> new Action.Set(new Template.Literal(succeed.output()));
            case MockScript.Answer.Fail fail ->
                new Action.Raise(
                        text(fail.failure().type()),
                        new Template.Literal(IntNode.valueOf(fail.failure().status())),
                        text(fail.failure().title()),
                        text(fail.failure().detail()));
            case MockScript.Answer.StayRunning ignored ->
                new Action.Call(
                        STAY_RUNNING,
                        new Template.Literal(JsonNodeFactory.instance.objectNode()),
                        new CallPolicy(null, RetryPolicy.once()));
            case MockScript.Answer.After after -> throw new IllegalArgumentException("a delay is no end: " + after);
        };
    }

    private static Template text(String value) {
        return new Template.Literal(StringNode.valueOf(value));
    }

    private static Task task(int index, String name, String pointer, Action action) {
        return new Task(
                index,
                name,
                pointer,
                JsonNodeFactory.instance.objectNode(),
                null,
                null,
                null,
                null,
                null,
                Flow.CONTINUE,
                null,
                action);
    }

    /** Never answers of itself. */
    private static final class StayRunning implements TaskHandler {
        @Override
        public String name() {
            return STAY_RUNNING;
        }

        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) throws InterruptedException {
            new CountDownLatch(1).await();
            return arguments;
        }
    }
}
