package io.landlord.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forms of a line of the log. */
class LogFormatTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static LoggingEvent event(String message, @Nullable Throwable failure) {
        LoggerContext context = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                "here", context.getLogger("io.landlord.Somewhere"), Level.WARN, message, failure, null);
        event.setInstant(Instant.parse("2026-11-21T12:00:00.123456Z"));
        event.setMDCPropertyMap(Map.of("correlation", "c-1", "tenant", "acme"));
        event.setKeyValuePairs(List.of(new KeyValuePair("operation", "op-1"), new KeyValuePair("count", 3)));
        return event;
    }

    private static LogFormat format(String name) {
        return new LogFormat(new MockEnvironment().withProperty("landlord.logs.format", name));
    }

    @Test
    void json_is_one_object_a_line_with_the_context_and_the_lines_own_values() {
        String line = format("json").format(event("two\nlines", new IllegalStateException("broken\nbadly")));

        assertThat(line).endsWith("}\n");
        assertThat(line.strip()).doesNotContain("\n");
        JsonNode json = JSON.readTree(line);
        assertThat(json.get("time").stringValue()).isEqualTo("2026-11-21T12:00:00.123456Z");
        assertThat(json.get("level").stringValue()).isEqualTo("warn");
        assertThat(json.get("message").stringValue()).isEqualTo("two\nlines");
        assertThat(json.get("correlation").stringValue()).isEqualTo("c-1");
        assertThat(json.get("tenant").stringValue()).isEqualTo("acme");
        assertThat(json.get("operation").stringValue()).isEqualTo("op-1");
        assertThat(json.get("count").intValue()).isEqualTo(3);
        assertThat(json.get("error").stringValue()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json.get("stack").stringValue()).contains("broken");
    }

    @Test
    void text_is_for_people_and_what_is_told_cannot_forge_a_line() {
        String line = format("text").format(event("two\nlines", null));

        assertThat(line)
                .startsWith("2026-11-21T12:00:00.123Z WARN  Somewhere: two\\nlines")
                .contains(" correlation=c-1", " tenant=acme", " operation=op-1", " count=3")
                .endsWith("\n");
        assertThat(line.strip()).doesNotContain("\n");
    }
}
