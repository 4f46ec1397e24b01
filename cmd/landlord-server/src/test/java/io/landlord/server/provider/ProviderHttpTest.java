package io.landlord.server.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.Answer;
import io.landlord.server.live.LiveServer;
import org.junit.jupiter.api.Test;

/** The engines there are. */
class ProviderHttpTest extends LiveServer {

    @Test
    void the_mock_is_the_default_and_tells_what_it_can_do() {
        Answer answer = server().get("/v1/providers");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.items("name")).containsExactly("mock");
        assertThat(answer.at("/items/0/default").booleanValue()).isTrue();
        assertThat(answer.at("/items/0/capabilities").valueStream().map(can -> can.stringValue()))
                .contains("list_executions", "pause");
        assertThat(answer.at("/next").isNull()).isTrue();
    }
}
