package io.landlord.server.observability;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.landlord.server.http.JsonOutput;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a log line as one JSON object: time, level, logger, thread and message, then the context and the line's own values under
 * their names, and last the error; or, where {@code landlord.logs.format} is {@code text}, the same for people. A value of the line
 * wins over one of the context. Made by Spring Boot, which needs it public.
 */
public final class LogFormat implements StructuredLogFormatter<ILoggingEvent> {
    private static final JsonMapper JSON = JsonOutput.mapper();

    private final boolean text;

    public LogFormat(Environment environment) {
        this.text = environment.getProperty("landlord.logs.format", "json").equalsIgnoreCase("text");
    }

    @Override
    public String format(ILoggingEvent event) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(event.getMDCPropertyMap());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                values.put(pair.key, value(pair.value));
            }
        }
        return text ? text(event, values) : json(event, values);
    }

    private static String json(ILoggingEvent event, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().toString().toLowerCase(Locale.ROOT));
        line.put("logger", event.getLoggerName());
        line.put("thread", event.getThreadName());
        line.put("message", event.getFormattedMessage());
        values.forEach(line::putIfAbsent);
        IThrowableProxy failure = event.getThrowableProxy();
        if (failure != null) {
            line.put("error", failure.getClassName());
            line.put("stack", ThrowableProxyUtil.asString(failure));
        }
        return JSON.writeValueAsString(line) + "\n";
    }

    private static String text(ILoggingEvent event, Map<String, @Nullable Object> values) {
        StringBuilder line = new StringBuilder()
                .append(event.getInstant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(String.format("%-5s", event.getLevel()))
                .append(' ')
                .append(event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1))
                .append(": ")
                // A line break in what somebody sent must not look like a line of the log.
                .append(event.getFormattedMessage().replace("\r", "\\r").replace("\n", "\\n"));
        values.forEach((name, value) -> line.append(' ')
                .append(name)
                .append('=')
                .append(String.valueOf(value).replace("\r", "\\r").replace("\n", "\\n")));
        line.append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.toString();
    }

    /** Only plain values keep their form; what an object's own text hides must stay hidden. */
    private static @Nullable Object value(@Nullable Object value) {
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
