package io.landlord.handlers.fail;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import io.landlord.handlers.Arguments;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Fails as it is told, to try out what a workflow does then: the call {@code fail}.
 *
 * <p>Arguments, all optional: {@code type}, the error's URI, {@code runtime} of the standard ones unless given; {@code status},
 * {@code title} and {@code detail} of the error; {@code retryable}, true unless given; {@code times}, how many attempts at this
 * call fail, all of them unless given. Attempts count from 1 within one call; a rerun of a {@code try} around it counts anew.
 * An attempt that does not fail gives {@code {attempt: n}}.
 */
public final class FailHandler implements TaskHandler {
    private static final List<String> KNOWN = List.of("type", "status", "title", "detail", "retryable", "times");

    @Override
    public String name() {
        return "fail";
    }

    @Override
    public JsonNode handle(JsonNode values, TaskContext context) {
        Arguments arguments = Arguments.of("fail", values, KNOWN);
        int times = arguments.integer("times", 0, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
        if (context.attempt() > times) {
            return JsonNodeFactory.instance.objectNode().put("attempt", context.attempt());
        }
        String type = StandardError.canonicalType(arguments.text("type").orElse(StandardError.RUNTIME.type()));
        StandardError known = StandardError.of(type).orElse(StandardError.RUNTIME);
        throw new TaskFailure(
                type,
                arguments.integer("status", 100, 599).orElse(known.status()),
                arguments.text("title").orElse(known.title()),
                arguments.text("detail").orElse("failed as told"),
                arguments.flag("retryable").orElse(true),
                null);
    }
}
