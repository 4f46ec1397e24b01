package io.landlord.handlers.log;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import io.landlord.handlers.Arguments;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * Writes one line to the application's log: the call {@code log}.
 *
 * <p>Arguments: {@code message}, any value, written as JSON unless it is text; {@code level}, one of {@code trace, debug, info,
 * warn, error}, {@code info} unless given; {@code data}, any value. The line carries execution, task, tenant and correlation
 * id as key-value pairs. Line breaks are written as {@code \n}, so that data cannot forge a line; what is longer than 8,192
 * characters is cut. The result is the message, null without one.
 */
public final class LogHandler implements TaskHandler {
    private static final int LONGEST = 8_192;

    private final Logger logger = LoggerFactory.getLogger(LogHandler.class);

    @Override
    public String name() {
        return "log";
    }

    @Override
    public JsonNode handle(JsonNode values, TaskContext context) {
        Arguments arguments = Arguments.of("log", values, List.of("level", "message", "data"));
        JsonNode message = arguments.value("message").orElse(NullNode.getInstance());
        LoggingEventBuilder line = logger.atLevel(level(arguments))
                .addKeyValue("execution", context.executionId())
                .addKeyValue("task", context.pointer())
                .addKeyValue("correlation", context.correlationId());
        if (context.tenant() != null) {
            line = line.addKeyValue("tenant", context.tenant());
        }
        JsonNode data = arguments.value("data").orElse(null);
        if (data != null) {
            line = line.addKeyValue("data", oneLine(data));
        }
        line.log(message.isNull() ? "" : oneLine(message));
        return message;
    }

    private static Level level(Arguments arguments) {
        return switch (arguments.text("level").orElse("info")) {
            case "trace" -> Level.TRACE;
            case "debug" -> Level.DEBUG;
            case "info" -> Level.INFO;
            case "warn" -> Level.WARN;
            case "error" -> Level.ERROR;
            default -> throw arguments.invalid("'level' must be trace, debug, info, warn or error");
        };
    }

    private static String oneLine(JsonNode value) {
        String text = value.isString() ? value.stringValue() : value.toString();
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return cut.replace("\r", "\\r").replace("\n", "\\n");
    }
}
