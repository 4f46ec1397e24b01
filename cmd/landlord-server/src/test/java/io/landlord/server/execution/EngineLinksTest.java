package io.landlord.server.execution;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineLinksTest {

    @Test
    void an_execution_on_temporal_is_shown_by_its_ui() {
        EngineLinks links = new EngineLinks("http://127.0.0.1:8233", "default");

        assertThat(links.of("temporal", "order:a b/c"))
                .isEqualTo("http://127.0.0.1:8233/namespaces/default/workflows/order%3Aa%20b%2Fc");
        assertThat(new EngineLinks("http://ui/", "own").of("temporal", "x"))
                .isEqualTo("http://ui/namespaces/own/workflows/x");
    }

    @Test
    void where_there_is_no_ui_there_is_no_link() {
        assertThat(new EngineLinks(null, "default").of("temporal", "x")).isNull();
        assertThat(new EngineLinks("http://ui", "default").of("mock", "x")).isNull();
    }
}
