package io.landlord.server.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.server.live.LiveServer;
import org.junit.jupiter.api.Test;

class GraphPortDisabledTest extends LiveServer {

    @Test
    void unless_it_is_enabled_there_is_no_way_to_start_a_graph_like_that() {
        assertThat(server().post("/start-workflow", "").status()).isEqualTo(404);
        assertThat(server().post("/send-signal", "{}").status()).isEqualTo(404);
    }
}
