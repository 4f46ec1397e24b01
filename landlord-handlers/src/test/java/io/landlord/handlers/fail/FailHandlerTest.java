package io.landlord.handlers.fail;

import static io.landlord.handlers.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.execution.StandardError;
import io.landlord.api.handler.TaskFailure;
import io.landlord.handlers.FakeContext;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FailHandlerTest {

    @Test
    void without_arguments_it_is_a_retryable_runtime_error() {
        TaskFailure failure = failure("{}", 1);

        assertThat(failure.type()).isEqualTo(StandardError.RUNTIME.type());
        assertThat(failure.status()).isEqualTo(500);
        assertThat(failure.isRetryable()).isTrue();
    }

    @Test
    void it_fails_as_told() {
        TaskFailure failure = failure(
                "{'type': 'https://example.com/full', 'status': 507, 'title': 'Full', 'detail': 'no room', 'retryable': false}",
                1);

        assertThat(failure.type()).isEqualTo("https://example.com/full");
        assertThat(failure.status()).isEqualTo(507);
        assertThat(failure.title()).isEqualTo("Full");
        assertThat(failure).hasMessage("no room");
        assertThat(failure.isRetryable()).isFalse();
    }

    @Test
    void a_standard_type_brings_its_own_status_in_either_family_of_uris() {
        TaskFailure failure = failure("{'type': 'https://serverlessworkflow.io/spec/1.0.0/errors/authorization'}", 1);

        assertThat(failure.type()).isEqualTo(StandardError.AUTHORIZATION.type());
        assertThat(failure.status()).isEqualTo(403);
    }

    @Test
    void only_the_first_attempts_fail_when_it_is_told_how_many() {
        assertThat(failure("{'times': 2}", 2)).isNotNull();
        assertThat(call("{'times': 2}", 3)).isEqualTo(json("{'attempt': 3}"));
    }

    private static TaskFailure failure(String arguments, int attempt) {
        return catchThrowableOfType(TaskFailure.class, () -> call(arguments, attempt));
    }

    private static JsonNode call(String arguments, int attempt) {
        return new FailHandler().handle(json(arguments), new FakeContext(attempt));
    }
}
