package io.landlord.handlers.transform;

import static io.landlord.handlers.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import io.landlord.handlers.FakeContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TransformHandlerTest {
    private final TransformHandler handler =
            new TransformHandler(Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'expression': '.a + 1', 'input': {'a': 1}}                     | 2",
                "{'expression': '$b', 'variables': {'b': [3]}}                   | [3]",
                "{'expression': '.'}                                             | null",
                "{'expression': 'empty', 'input': 1}                             | null",
                "{'expression': 'map(. * 2)', 'input': [1, 2]}                | [2, 4]",
                "{'expression': 'now'}                                           | 1000",
            })
    void the_result_is_that_of_the_program(String arguments, String expected) {
        assertThat(transform(arguments)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'expression': '.[]', 'input': [1, 2]}",
                "{'expression': '.a.b', 'input': {'a': 1}}",
                "{'expression': 'error(3)'}",
                "{'expression': 'infinite'}",
                "{'expression': '[nan]'}",
                "{'expression': 'last(range(1e12))'}",
                "{'expression': '$unknown'}",
                "{'expression': '(1'}"
            })
    void a_program_that_gives_no_single_value_is_an_expression_error(String arguments) {
        TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> transform(arguments));

        assertThat(failure.type()).isEqualTo(StandardError.EXPRESSION.type());
        assertThat(failure.status()).isEqualTo(400);
        assertThat(failure.isRetryable()).isFalse();
    }

    @Test
    void a_mistake_in_the_program_has_its_column() {
        TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> transform("{'expression': '1 + lenght'}"));

        assertThat(failure).hasMessageContaining("line 1, column 5").hasMessageContaining("length");
    }

    @Test
    void a_missing_program_is_an_invalid_argument() {
        TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> transform("{'input': 1}"));

        assertThat(failure.type()).isEqualTo(StandardError.VALIDATION.type());
        assertThat(failure).hasMessageContaining("'expression'");
    }

    private JsonNode transform(String arguments) {
        return handler.handle(json(arguments), FakeContext.FIRST);
    }
}
