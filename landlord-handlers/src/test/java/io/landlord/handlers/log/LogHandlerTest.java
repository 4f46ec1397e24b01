package io.landlord.handlers.log;

import static io.landlord.handlers.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.landlord.api.handler.TaskFailure;
import io.landlord.handlers.FakeContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;

class LogHandlerTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(LogHandler.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    @Test
    void a_message_is_logged_at_its_level_with_the_ids_of_the_call_and_is_the_result() {
        JsonNode result = log("{'level': 'warn', 'message': 'careful', 'data': {'a': 1}}");

        ILoggingEvent line = lines.list.getFirst();
        assertThat(result).isEqualTo(json("'careful'"));
        assertThat(line.getLevel()).isEqualTo(Level.WARN);
        assertThat(line.getFormattedMessage()).isEqualTo("careful");
        assertThat(line.getKeyValuePairs())
                .extracting(KeyValuePair::toString)
                .containsExactly(
                        "execution=\"w:e\"",
                        "task=\"/do/0/task\"",
                        "correlation=\"request-7\"",
                        "tenant=\"acme\"",
                        "data=\"{\"a\":1}\"");
    }

    @Test
    void without_a_level_it_is_info_and_without_a_message_the_result_is_null() {
        JsonNode result = log("{}");

        assertThat(result.isNull()).isTrue();
        assertThat(lines.list.getFirst().getLevel()).isEqualTo(Level.INFO);
    }

    @Test
    void a_message_cannot_begin_a_line_of_its_own() {
        JsonNode ignored = log("{'message': 'one\\r\\ntwo'}");

        assertThat(lines.list.getFirst().getFormattedMessage()).isEqualTo("one\\r\\ntwo");
    }

    @Test
    void a_level_there_is_not_is_refused() {
        assertThatThrownBy(() -> log("{'level': 'loud'}"))
                .isInstanceOf(TaskFailure.class)
                .hasMessageContaining("'level'");
    }

    private static JsonNode log(String arguments) {
        return new LogHandler().handle(json(arguments), FakeContext.FIRST);
    }
}
