package io.landlord.server.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import io.landlord.server.LandlordServer;
import io.landlord.server.live.Answer;
import io.landlord.server.live.Caller;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A server whose database goes away says so, lives on, and goes on when it is back. */
class DatabaseAwayTest {
    private static final String KEYS = "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @Test
    void readiness_and_requests_tell_that_the_database_is_away(@TempDir Path directory) {
        EmbeddedServer database = EmbeddedServer.start(directory.resolve("database"));
        try (ConfigurableApplicationContext context = SpringApplication.run(
                LandlordServer.class,
                "--server.port=0",
                "--landlord.data-directory=" + directory,
                "--landlord.database.url=" + database.url(),
                "--landlord.database.username=" + database.user(),
                "--landlord.database.password=" + database.password(),
                "--landlord.credentials.keys=" + KEYS)) {
            Caller server = new Caller(
                    URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")));
            assertThat(server.get("/actuator/health/readiness").status()).isEqualTo(200);

            database.close();
            Instant since = Instant.now();
            Answer readiness = server.get("/actuator/health/readiness");
            Answer tenants = server.get("/v1/tenants");
            Answer measures = server.get("/actuator/prometheus");
            Duration took = Duration.between(since, Instant.now());

            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.field("status")).isEqualTo("DOWN");
            assertThat(readiness.at("/components/database/status").stringValue())
                    .isEqualTo("DOWN");
            assertThat(readiness.at("/components/database/details/code").stringValue())
                    .isEqualTo("store_unavailable");
            assertThat(readiness.text()).doesNotContain("Exception");
            assertThat(server.get("/actuator/health/liveness").status()).isEqualTo(200);
            assertThat(tenants.status()).isEqualTo(503);
            assertThat(tenants.field("code")).isEqualTo("store_unavailable");
            assertThat(tenants.header("Retry-After")).isNotNull();
            assertThat(measures.status()).isEqualTo(200);
            // Each waits once for a connection, ten seconds, however many figures it tells.
            assertThat(took).isLessThan(Duration.ofSeconds(60));
        } finally {
            database.close();
        }
    }
}
