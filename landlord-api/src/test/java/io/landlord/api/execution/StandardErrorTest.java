package io.landlord.api.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardErrorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://open-workflow-specification.org/spec/1.0.0/errors/timeout",
                "https://open-workflow-specification.org/dsl/errors/types/timeout",
                "https://serverlessworkflow.io/spec/1.0.0/errors/timeout",
                "https://serverlessworkflow.io/dsl/errors/types/timeout"
            })
    void four_uris_name_the_same_error(String type) {
        assertThat(StandardError.of(type)).contains(StandardError.TIMEOUT);
        assertThat(StandardError.canonicalType(type))
                .isEqualTo("https://open-workflow-specification.org/spec/1.0.0/errors/timeout");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://open-workflow-specification.org/errors/types/compliance",
                "https://serverlessworkflow.io/spec/1.0.0/errors/compliance",
                "https://serverlessworkflow.io/spec/1.0.0/errors/",
                "timeout"
            })
    void any_other_type_is_its_own(String type) {
        assertThat(StandardError.of(type)).isEmpty();
        assertThat(StandardError.canonicalType(type)).isEqualTo(type);
    }

    @Test
    void the_statuses_are_the_specifications_defaults() {
        assertThat(StandardError.values())
                .extracting(StandardError::status)
                .containsExactly(400, 400, 400, 401, 403, 408, 500, 500);
    }
}
