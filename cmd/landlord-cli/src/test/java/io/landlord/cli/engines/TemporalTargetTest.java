package io.landlord.cli.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.cli.console.CliFailure;
import io.landlord.provider.temporal.TemporalFrontend;
import io.landlord.provider.temporal.TemporalTls;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TemporalTargetTest {
    private static final String ADDRESS = "temporal.example.com:7233";

    private static TemporalFrontend frontend(Map<String, String> environment) throws InterruptedException {
        return TemporalTarget.find(ADDRESS, environment, line -> {}).frontend();
    }

    @Test
    void a_server_that_is_named_is_spoken_to_as_the_environment_says() throws InterruptedException {
        TemporalFrontend frontend = frontend(Map.of(
                "LANDLORD_TEMPORAL_NAMESPACE", "orders.acct",
                "LANDLORD_TEMPORAL_TLS_ENABLED", "true",
                "LANDLORD_TEMPORAL_TLS_AUTHORITY", "ca.pem",
                "LANDLORD_TEMPORAL_TLS_CERTIFICATE", "client.pem",
                "LANDLORD_TEMPORAL_TLS_KEY", "client.key",
                "LANDLORD_TEMPORAL_TLS_SERVERNAME", "temporal.test",
                "LANDLORD_TEMPORAL_APIKEY", "secret"));

        assertThat(frontend.address()).isEqualTo(ADDRESS);
        assertThat(frontend.namespace()).isEqualTo("orders.acct");
        assertThat(frontend.tls())
                .isEqualTo(new TemporalTls(
                        Path.of("ca.pem"), Path.of("client.pem"), Path.of("client.key"), "temporal.test"));
        assertThat(Objects.requireNonNull(frontend.apiKey()).get()).isEqualTo("secret");
    }

    @Test
    void without_settings_it_is_spoken_to_in_the_clear() throws InterruptedException {
        assertThat(frontend(Map.of()).tls()).isNull();
        assertThat(frontend(Map.of()).apiKey()).isNull();
        assertThat(frontend(Map.of("LANDLORD_TEMPORAL_TLS_ENABLED", "TRUE")).tls())
                .isEqualTo(TemporalTls.STANDARD);
    }

    @Test
    void settings_that_would_do_nothing_are_refused_with_what_to_do() {
        refused(Map.of("LANDLORD_TEMPORAL_TLS_AUTHORITY", "ca.pem"), "TLS is not spoken");
        refused(Map.of("LANDLORD_TEMPORAL_TLS_ENABLED", "yes"), "LANDLORD_TEMPORAL_TLS_ENABLED is 'yes'");
        refused(
                Map.of("LANDLORD_TEMPORAL_TLS_ENABLED", "true", "LANDLORD_TEMPORAL_TLS_KEY", "client.key"),
                "set both or neither");
        refused(
                Map.of("LANDLORD_TEMPORAL_APIKEY", "secret", "LANDLORD_TEMPORAL_APIKEYFILE", "key"),
                "LANDLORD_TEMPORAL_APIKEY and LANDLORD_TEMPORAL_APIKEYFILE are both set");
        refused(Map.of("LANDLORD_TEMPORAL_APIKEYFILE", "/nowhere/key"), "/nowhere/key");
    }

    private static void refused(Map<String, String> environment, String expected) {
        assertThatThrownBy(() -> frontend(environment))
                .isInstanceOf(CliFailure.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("secret");
    }
}
