package io.landlord.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

    @Test
    void only_what_is_unavailable_may_succeed_unchanged() {
        assertThat(Arrays.stream(ErrorCode.values())
                        .filter(code -> code.category().retryable()))
                .containsExactlyInAnyOrder(ErrorCode.PROVIDER_UNAVAILABLE, ErrorCode.STORE_UNAVAILABLE);
    }

    @Test
    void names_on_the_wire_are_lower_case() {
        assertThat(ErrorCode.WORKFLOW_NOT_FOUND.wireName()).isEqualTo("workflow_not_found");
    }
}
