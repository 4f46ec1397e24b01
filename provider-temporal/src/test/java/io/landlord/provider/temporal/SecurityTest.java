package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.ListsExecutions;
import io.landlord.tck.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How a worker is let in: a front that speaks TLS wants a certificate, and sees the key. */
@ExtendWith(TemporalServer.class)
class SecurityTest {
    private static final String TASKS = "- a:\n    call: echo\n    with: {n: 1}\n";

    @TempDir
    private Path folder;

    private Certificates server;
    private Certificates client;
    private GrpcProxy front;

    private final TaskHandlers handlers = new TaskHandlers().register(Handler.echo());
    private final TemporalSettings settings = OnTemporal.settings();

    @BeforeEach
    void open() throws Exception {
        server = Certificates.of(folder, "server", "san=dns:temporal.test");
        client = Certificates.of(folder, "client", "san=dns:worker.test");
        front = new GrpcProxy(
                TemporalServer.address(),
                GrpcSslContexts.configure(SslContextBuilder.forServer(
                                server.certificate().toFile(), server.key().toFile()))
                        .trustManager(client.certificate().toFile())
                        .clientAuth(ClientAuth.REQUIRE)
                        .build());
    }

    @AfterEach
    void close() {
        front.close();
    }

    @Test
    void a_worker_with_its_certificate_works_through_tls() {
        TemporalTls tls = TemporalTls.STANDARD
                .withAuthority(server.certificate())
                .withCertificate(client.certificate(), client.key())
                .withServerName("temporal.test");

        try (TemporalProvider provider = TemporalProvider.open(handlers, through(tls))) {
            assertThat(OnTemporal.awaitEnd(provider, OnTemporal.start(provider, TASKS, "{}"))
                            .state())
                    .isEqualTo(ExecutionState.SUCCEEDED);
        }
    }

    @Test
    void nobody_gets_in_without_a_certificate_or_trusts_another_server() {
        TemporalTls without =
                TemporalTls.STANDARD.withAuthority(server.certificate()).withServerName("temporal.test");
        TemporalTls shown = without.withCertificate(client.certificate(), client.key());

        refused(without);
        refused(shown.withServerName("other.test"));
        refused(shown.withAuthority(client.certificate()));
    }

    private void refused(TemporalTls tls) {
        assertThatThrownBy(() -> TemporalProvider.open(handlers, through(tls)).close())
                .isInstanceOf(LandlordException.class)
                .hasMessageContaining("cannot use Temporal at " + front.address())
                .extracting("code")
                .isEqualTo(ErrorCode.PROVIDER_UNAVAILABLE);
    }

    @Test
    void a_file_that_is_not_what_it_should_be_is_named() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
        TemporalTls tls = TemporalTls.STANDARD;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> tls.withCertificate(client.certificate(), null))
                .withMessageContaining("a client certificate needs its key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tls.withAuthority(nonsense).context())
                .withMessageContaining(nonsense.toString())
                .withMessageContaining("-----BEGIN CERTIFICATE-----");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> tls.withAuthority(folder.resolve("missing.pem")).context())
                .withMessageContaining("missing.pem");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        tls.withCertificate(client.certificate(), nonsense).context())
                .withMessageContaining("openssl pkcs8 -topk8 -nocrypt -in " + nonsense);
    }

    @Test
    void the_api_key_goes_with_each_request_and_is_never_shown() {
        try (GrpcProxy plain = new GrpcProxy(TemporalServer.address(), null)) {
            TemporalSettings keyed = settings.with(at(plain).withApiKey(() -> "the-key-of-a-test"));
            try (TemporalProvider provider = TemporalProvider.open(handlers, keyed)) {
                assertThat(OnTemporal.awaitEnd(provider, OnTemporal.start(provider, TASKS, "{}"))
                                .state())
                        .isEqualTo(ExecutionState.SUCCEEDED);
            }
            assertThat(plain.authorizations()).isNotEmpty().containsOnly("Bearer the-key-of-a-test");
            assertThat(keyed.toString()).doesNotContain("the-key-of-a-test");
        }
    }

    @Test
    void a_key_in_a_file_is_read_again_when_it_is_old() throws Exception {
        Path file = Files.writeString(folder.resolve("api.key"), "first\n");
        AtomicLong nanoTime = new AtomicLong();
        ApiKeyFile key = new ApiKeyFile(file, nanoTime::get);

        assertThat(key.get()).isEqualTo("first");
        Path ignored = Files.writeString(file, "second\n");
        assertThat(key.get()).isEqualTo("first");
        nanoTime.addAndGet(31_000_000_000L);
        assertThat(key.get()).isEqualTo("second");
        Files.delete(file);
        nanoTime.addAndGet(31_000_000_000L);
        assertThat(key.get()).isEqualTo("second");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TemporalFrontend.of("127.0.0.1:1").withApiKeyFile(file))
                .withMessageContaining(file.toString());
    }

    @Test
    void a_worker_serves_further_task_queues() {
        String alias = "primary-" + settings.taskQueue();
        TemporalSettings both = settings.with(settings.work().withAliases(List.of(alias)));
        TemporalSettings there =
                settings.withTaskQueue(alias, settings.idPrefix()).withWorker(false, 1);
        try (TemporalProvider provider = TemporalProvider.open(handlers, both);
                TemporalProvider starts = TemporalProvider.open(handlers, there)) {
            String id = OnTemporal.start(starts, TASKS, "{}");

            assertThat(OnTemporal.awaitEnd(provider, id).state()).isEqualTo(ExecutionState.SUCCEEDED);
            new Patience(OnTemporal.PATIENCE)
                    .until(
                            () -> "the execution in the list",
                            () -> !provider.listExecutions(ListsExecutions.Query.newest(10))
                                    .executions()
                                    .isEmpty());
        }
    }

    private TemporalSettings through(TemporalTls tls) {
        return settings.with(at(front).withTls(tls));
    }

    private static TemporalFrontend at(GrpcProxy proxy) {
        return new TemporalFrontend(proxy.address(), "default", null, null, null, Duration.ofSeconds(10));
    }
}
