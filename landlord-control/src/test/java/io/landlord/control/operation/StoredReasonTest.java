package io.landlord.control.operation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredReasonTest {
    @Test
    void a_reason_is_read_as_it_was_written() {
        Reason whole = new Reason(
                "execution_failed",
                "task 'a\"b' failed:\n\u00fc \ud83d\ude00",
                "do \\ this",
                "a\"b",
                "/do/0/a~1b",
                "mock:x");
        Reason least = new Reason("internal", "m", "h", null, null, null);

        assertThat(StoredReason.read(StoredReason.write(whole))).isEqualTo(whole);
        assertThat(StoredReason.read(StoredReason.write(least))).isEqualTo(least);
    }

    @Test
    void no_reason_is_written_as_none() {
        assertThat(StoredReason.write(null)).isNull();
        assertThat(StoredReason.read(null)).isNull();
    }

    @Test
    void what_an_earlier_release_left_out_is_not_there() {
        assertThat(StoredReason.read("{\"code\":\"c\",\"message\":\"m\",\"hint\":\"h\"}"))
                .isEqualTo(new Reason("c", "m", "h", null, null, null));
    }
}
