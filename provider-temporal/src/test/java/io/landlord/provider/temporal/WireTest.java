package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** What stands in histories. */
class WireTest {
    private static final Wire.Call CALL = new Wire.Call(
            "echo",
            JsonNodeFactory.instance.objectNode().put("n", 1),
            "0/2/0@1/3!call.2",
            "/do/0/a",
            "w:one",
            Map.of(),
            null,
            null);

    @Test
    void a_call_has_nothing_that_follows_from_something_else() {
        assertThat(JsonPayloads.MAPPER.writeValueAsString(CALL)).isEqualTo("""
                        {"handler":"echo","arguments":{"n":1},"id":"0/2/0@1/3!call.2","pointer":"/do/0/a","executionId":"w:one"}""");
    }

    @Test
    void a_call_with_all_that_there_once_was_in_it_is_read() {
        assertThat(JsonPayloads.MAPPER.readValue("""
                        {"handler":"echo","arguments":{"n":1},"id":"0/2/0@1/3!call.2","path":"0/2/0/3","pointer":"/do/0/a",
                        "attempt":2,"executionId":"w:one","executionName":"one","tags":{}}""", Wire.Call.class)).isEqualTo(CALL);
    }
}
