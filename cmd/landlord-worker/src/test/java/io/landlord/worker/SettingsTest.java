package io.landlord.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.provider.temporal.TemporalSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final String ADDRESS = "LANDLORD_TEMPORAL_ADDRESS";

    @TempDir
    private Path folder;

    private static TemporalSettings temporal(Map<String, String> environment, String... arguments) {
        return Settings.of(environment, arguments).temporal(null, new SimpleMeterRegistry());
    }

    @Test
    void the_environment_says_who_it_is_how_much_it_does_and_what_it_logs() {
        Map<String, String> environment =
                Map.of(ADDRESS, "temporal:7233", "WORKER_ID", "one", "CONCURRENCY", "7", "LOG_LEVEL", "WARN");
        Settings settings = Settings.of(environment);

        assertThat(settings.id()).isEqualTo("one");
        assertThat(settings.logLevel()).isEqualTo("warn");
        TemporalSettings temporal = temporal(environment);
        assertThat(temporal.work().calls()).isEqualTo(7);
        assertThat(temporal.work().process().identity()).isEqualTo("one");
        assertThat(temporal.work().taskQueue()).isEqualTo("landlord");
    }

    @Test
    void an_argument_wins_over_the_environment_and_its_own_name_over_the_short_one() {
        Map<String, String> environment = Map.of(ADDRESS, "a:1", "CONCURRENCY", "7");

        assertThat(temporal(environment, "--landlord.temporal.address=b:2")
                        .frontend()
                        .address())
                .isEqualTo("b:2");
        assertThat(temporal(environment, "--landlord.worker.concurrency=9")
                        .work()
                        .calls())
                .isEqualTo(9);
    }

    @Test
    void pools_and_what_is_served_are_read() {
        TemporalSettings temporal = temporal(Map.of(
                ADDRESS,
                "a:1",
                "LANDLORD_TEMPORAL_POOLS",
                "slow(3)=http; own=workflow:order",
                "LANDLORD_WORKER_SERVES",
                "slow, main"));

        assertThat(temporal.work().pools().pools()).hasSize(2);
        assertThat(temporal.work().pools().served()).isEqualTo(Set.of("slow", "main"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONCURRENCY | many | a whole number from 1 to 10000",
                "CONCURRENCY | 0 | a whole number from 1 to 10000",
                "LOG_LEVEL | loud | one of error, warn, info, debug, trace",
                "LANDLORD_WORKER_PORT | 70000 | a whole number from 0 to 65535",
                "LANDLORD_WORKER_DRAIN | long | a duration like 30s",
                "LANDLORD_TEMPORAL_TLS_ENABLED | maybe | true or false",
                "LANDLORD_TEMPORAL_TLS_SERVERNAME | temporal.test | tls.* is set, but TLS is not spoken",
                "LANDLORD_TEMPORAL_TLS_CERTIFICAT | a.pem | did you mean 'LANDLORD_TEMPORAL_TLS_CERTIFICATE'?",
                "LANDLORD_TEMPORAL_TLS_CA | a.pem | there is no setting LANDLORD_TEMPORAL_TLS_CA",
                "LANDLORD_TEMPORAL_PAYLOADS_THRESHOLD | 2MB | a size like 256KB, at most 1MB",
                "LANDLORD_TEMPORAL_PAYLOADS_THRESHOLD | 12 parsecs | a size like 256KB, at most 1MB",
                "LANDLORD_TEMPORAL_PAYLOADS_DIRECTORY | /tmp | belong together",
                "LANDLORD_LOGS_FORMAT | xml | one of json, text",
                "LANDLORD_WORKER_SERVES | fast | there is no pool 'fast'",
                "LANDLORD_TEMPORAL_POOLS | slow | is no pool"
            })
    void a_wrong_value_is_told_with_what_it_must_be(String variable, String value, String expected) {
        assertThatThrownBy(() -> {
                    Settings settings = Settings.of(Map.of(ADDRESS, "a:1", variable, value));
                    TemporalSettings ignored = settings.temporal(null, new SimpleMeterRegistry());
                    throw new IllegalStateException("not refused: " + settings.logLevel() + settings.logsJson()
                            + settings.port() + settings.drain() + ignored);
                })
                .isInstanceOf(Misconfiguration.class)
                .hasMessageContaining(expected);
    }

    @Test
    void what_is_missing_is_told_with_how_to_set_it() {
        assertThatThrownBy(() -> temporal(Map.of())).hasMessageContaining(ADDRESS);
        assertThatThrownBy(() -> Settings.of(Map.of(), "--landlord.temporal.adress=a:1"))
                .hasMessageContaining("did you mean 'landlord.temporal.address'");
        Settings provisioner = Settings.of(Map.of("LANDLORD_PROVISIONER_POSTGRES_URL", "jdbc:postgresql://h/postgres"));
        assertThatThrownBy(() -> WorkerHandlers.registered(provisioner, null, new SimpleMeterRegistry()))
                .hasMessageContaining("landlord.database.url");
        Settings elsewhere = Settings.of(Map.of("LANDLORD_DATADIRECTORY", folder.toString()));
        assertThatThrownBy(() -> WorkerHandlers.database(elsewhere)).hasMessageContaining("landlord.db");
    }

    @ParameterizedTest
    @CsvSource({"64KB, 65536", "1MB, 1048576", "2000, 2000", "2000B, 2000"})
    void sizes_are_written_as_for_the_server(String written, int bytes) {
        TemporalSettings temporal = temporal(Map.of(
                ADDRESS,
                "a:1",
                "LANDLORD_TEMPORAL_PAYLOADS_STORE",
                "directory",
                "LANDLORD_TEMPORAL_PAYLOADS_DIRECTORY",
                folder.toString(),
                "LANDLORD_TEMPORAL_PAYLOADS_THRESHOLD",
                written));

        assertThat(temporal.payloads().threshold()).isEqualTo(bytes);
    }

    @Test
    void what_only_the_server_reads_is_no_mistake_of_the_worker() {
        assertThat(temporal(Map.of(ADDRESS, "a:1", "LANDLORD_TEMPORAL_UI", "http://ui", "LANDLORD_OTHER", "x"))
                        .frontend()
                        .tls())
                .isNull();
    }

    @Test
    void durations_are_written_as_people_do() {
        assertThat(Settings.of(Map.of()).drain()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Settings.of(Map.of("LANDLORD_WORKER_DRAIN", "250ms")).drain())
                .isEqualTo(Duration.ofMillis(250));
        assertThat(Settings.of(Map.of("LANDLORD_WORKER_DRAIN", "PT5M")).drain()).isEqualTo(Duration.ofMinutes(5));
    }
}
