package io.landlord.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<@Nullable String> unready = new AtomicReference<>();

    private static HttpResponse<String> get(Probes probes, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + probes.port() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void it_lives_while_it_is_not_ready_and_says_why() throws IOException, InterruptedException {
        meters.counter("landlord.test").increment();
        try (Probes probes = Probes.start("127.0.0.1", 0, unready::get, meters)) {
            assertThat(get(probes, "/health/ready").statusCode()).isEqualTo(200);
            unready.set("it drains");

            assertThat(get(probes, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(probes, "/health/ready").body()).contains("it drains");
            assertThat(get(probes, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(probes, "/metrics").body()).contains("landlord_test_total 1.0");
            assertThat(get(probes, "/else").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_do() {
        try (Probes probes = Probes.start("127.0.0.1", 0, unready::get, meters)) {
            assertThatThrownBy(() -> Probes.start("127.0.0.1", probes.port(), unready::get, meters))
                    .isInstanceOf(Misconfiguration.class)
                    .hasMessageContaining("landlord.worker.port");
        }
    }
}
