package io.landlord.language;

import io.landlord.api.workflow.RetryPolicy;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Block;
import io.landlord.machine.program.Catch;
import io.landlord.machine.program.Condition;
import io.landlord.machine.program.Delay;
import io.landlord.machine.program.EventFilter;
import io.landlord.machine.program.Expression;
import io.landlord.machine.program.Flow;
import io.landlord.machine.program.Listening;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Retry;
import io.landlord.machine.program.Schedule;
import io.landlord.machine.program.Subscription;
import io.landlord.machine.program.Task;
import io.landlord.machine.program.Template;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A program as people read it: one line a task, one indented line for each thing it has. */
final class ProgramDump {
    private final StringBuilder out = new StringBuilder();

    private ProgramDump() {}

    static String of(Program program) {
        ProgramDump dump = new ProgramDump();
        dump.out.append("%s/%s %s limit=%s%n"
                .formatted(program.namespace(), program.name(), program.version(), program.limit())
                .replace("\r\n", "\n"));
        dump.schedule(program.schedule());
        program.tasks().forEach(dump::task);
        return dump.out.toString();
    }

    private void schedule(@Nullable Schedule schedule) {
        switch (schedule) {
            case null -> {}
            case Schedule.Every every -> line("every", every.interval().toString());
            case Schedule.After after -> line("after", after.delay().toString());
            case Schedule.At at -> line("cron", at.cron().text());
            case Schedule.On on -> line("on", subscription(on.events()) + " read " + on.read());
        }
    }

    private void task(Task task) {
        out.append("%d %s %s%n"
                .formatted(task.index(), task.action().kind(), task.pointer())
                .replace("\r\n", "\n"));
        line("if", expression(task.condition()));
        line("input", template(task.inputFrom()));
        action(task.action());
        line("output", template(task.outputAs()));
        line("export", template(task.exportAs()));
        line("timeout", delay(task.timeout()));
        line("then", task.then().equals(Flow.CONTINUE) ? null : flow(task.then()));
        line("compensate", block(task.compensation()));
    }

    private void action(Action action) {
        switch (action) {
            case Action.Do sequence -> line("block", block(sequence.block()));
            case Action.Set set -> line("value", template(set.value()));
            case Action.Switch choice ->
                choice.cases()
                        .forEach(one -> line(
                                "case", one.name() + " when " + expression(one.when()) + " then " + flow(one.then())));
            case Action.For loop -> {
                line("each", "$" + loop.each() + " at $" + loop.at() + " in " + template(loop.in()));
                line("while", expression(loop.condition()));
                line("block", block(loop.block()));
            }
            case Action.Fork fork ->
                line(fork.compete() ? "compete" : "join", fork.branches().toString());
            case Action.Try attempt -> {
                line("block", block(attempt.block()));
                handling(attempt.handling());
            }
            case Action.Raise raise -> {
                line("type", template(raise.type()));
                line("status", template(raise.status()));
                line("title", template(raise.title()));
                line("detail", template(raise.detail()));
            }
            case Action.Wait pause -> line("delay", delay(pause.delay()));
            case Action.Emit emit -> {
                emit.event().forEach((name, value) -> line("event " + name, template(value)));
                line("policy", retry(emit.policy().retry()));
            }
            case Action.Listen listen -> {
                line("to", subscription(listen.to()));
                line("read", listen.how().read().name().toLowerCase(Locale.ROOT));
                line("until", until(listen.how().until()));
                Listening.Each each = listen.how().each();
                if (each != null) {
                    line("each", "$" + each.item() + " at $" + each.at());
                    line("block", block(each.block()));
                    line("each output", template(each.outputAs()));
                    line("each export", template(each.exportAs()));
                }
            }
            case Action.Run run -> {
                line("workflow", run.workflow().toString());
                line("child input", template(run.input()));
                line("await", run.await() + " returns=" + run.returns());
            }
            case Action.Call call -> {
                line("handler", call.handler());
                line("arguments", template(call.arguments()));
                line(
                        "policy",
                        "timeout=" + call.policy().timeout() + " "
                                + retry(call.policy().retry()));
            }
        }
    }

    private void handling(Catch handling) {
        new TreeMap<>(handling.filter()).forEach((name, value) -> line("with " + name, template(value)));
        line("as", "$" + handling.as());
        line("when", expression(handling.when()));
        line("exceptWhen", expression(handling.exceptWhen()));
        line("retry", handling.retry() == null ? null : retry(handling.retry()));
        line("catch", block(handling.block()));
        line("catch then", handling.then() == null ? null : flow(handling.then()));
    }

    private static String retry(Retry retry) {
        String jitter = retry.jitter() == null
                ? "null"
                : delay(retry.jitter().from()) + ".." + delay(retry.jitter().to());
        return "when=%s exceptWhen=%s delay=%s backoff=%s jitter=%s count=%s attempt=%s duration=%s"
                .formatted(
                        expression(retry.when()),
                        expression(retry.exceptWhen()),
                        delay(retry.delay()),
                        retry.backoff(),
                        jitter,
                        retry.count(),
                        delay(retry.attemptDuration()),
                        delay(retry.duration()));
    }

    private static String retry(RetryPolicy policy) {
        return "attempts=%d initial=%s multiplier=%s max=%s jitter=%s"
                .formatted(
                        policy.maxAttempts(),
                        policy.initialInterval(),
                        policy.multiplier(),
                        policy.maxInterval(),
                        policy.jitter());
    }

    private static @Nullable String until(Listening.@Nullable Until until) {
        return switch (until) {
            case null -> null;
            case Listening.Until.Never ignored -> "never";
            case Listening.Until.Holds holds -> expression(holds.condition());
            case Listening.Until.Consumed consumed -> subscription(consumed.events());
        };
    }

    private static String subscription(Subscription subscription) {
        return subscription.strategy().name().toLowerCase(Locale.ROOT)
                + subscription.filters().stream().map(ProgramDump::filter).toList();
    }

    private static String filter(EventFilter filter) {
        return with(filter.with())
                + filter.correlate().entrySet().stream()
                        .map(one -> " correlate " + one.getKey() + " from "
                                + expression(one.getValue().from()) + " expect "
                                + template(one.getValue().expect()))
                        .collect(Collectors.joining());
    }

    private static String with(Map<String, Condition> conditions) {
        return conditions.entrySet().stream()
                .map(one -> one.getKey() + ": " + condition(one.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String condition(Condition condition) {
        return switch (condition) {
            case Condition.Equal equal -> equal.value().toString();
            case Condition.Matches matches -> "/" + matches.text() + "/";
            case Condition.Holds holds -> String.valueOf(expression(holds.expression()));
            case Condition.Members members -> with(members.members());
        };
    }

    private void line(String name, @Nullable String value) {
        if (value != null) {
            out.append("    ").append(name).append(": ").append(value).append('\n');
        }
    }

    private static @Nullable String block(@Nullable Block block) {
        return block == null ? null : block.tasks().toString();
    }

    private static String flow(Flow flow) {
        return switch (flow) {
            case Flow.Continue ignored -> "continue";
            case Flow.Exit ignored -> "exit";
            case Flow.End ignored -> "end";
            case Flow.To to -> "#" + to.position();
        };
    }

    private static @Nullable String expression(@Nullable Expression expression) {
        return expression == null ? null : "`" + expression.jq().source() + "` (" + expression.pointer() + ")";
    }

    private static @Nullable String delay(@Nullable Delay delay) {
        return switch (delay) {
            case null -> null;
            case Delay.Fixed fixed -> fixed.duration().toString();
            case Delay.Computed computed -> expression(computed.expression());
        };
    }

    private static @Nullable String template(@Nullable Template template) {
        return switch (template) {
            case null -> null;
            case Template.Literal literal -> literal.value().toString();
            case Template.Computed computed -> expression(computed.expression());
            case Template.Fields fields ->
                fields.fields().entrySet().stream()
                        .map((Map.Entry<String, Template> field) -> field.getKey() + ": " + template(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Template.Items items ->
                items.items().stream().map(ProgramDump::template).collect(Collectors.joining(", ", "[", "]"));
            case Template.Uri uri -> "uri " + uri.texts() + " " + uri.names();
        };
    }
}
