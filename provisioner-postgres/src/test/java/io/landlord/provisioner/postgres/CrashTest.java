package io.landlord.provisioner.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.handler.TaskFailure;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The connection breaks after every single statement in turn; a repeat of the step finishes the work. */
@ExtendWith(OneServer.class)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class CrashTest {
    private static final List<String> MAKING = List.of(
            "postgres.store-credential", "postgres.create-role", "postgres.apply-limits", "postgres.create-database");

    private final EmbeddedServer embedded;
    private final int port;

    CrashTest(EmbeddedServer embedded) {
        this.embedded = embedded;
        this.port = URI.create(embedded.url().substring("jdbc:".length())).getPort();
    }

    @Test
    void a_repeat_finishes_what_was_cut_after_any_statement() throws Exception {
        int cuts = 0;
        boolean cut = true;
        while (cut) {
            cuts++;
            cut = provisionAndRemove("cut-" + cuts, cuts);
        }
        assertThat(cuts).as("statements that were cut after").isGreaterThan(25);
    }

    /** @return whether there were as many statements as that */
    private boolean provisionAndRemove(String tenant, int cutAfter) throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(port, cutAfter)) {
            Landlord landlord = new Landlord(new PostgresServer(proxy.url(), embedded.user(), embedded.password()));
            for (String step : MAKING) {
                repeatedly(() -> landlord.make(step, tenant, "e1"));
            }
            assertThat(landlordDirect().things(tenant)).startsWith("role: 1, database: 1");
            for (String step : Landlord.UNDO) {
                repeatedly(() -> landlord.undo(step, tenant, "e1"));
            }
            assertThat(landlordDirect().things(tenant)).isEqualTo("role: 0, database: 0, credential: 0");
            assertThat(landlord.store.list(tenant)).isEmpty();
            return proxy.hasCut();
        }
    }

    private Landlord landlordDirect() {
        return new Landlord(embedded);
    }

    /** As an engine does: a failure that may pass is tried again. */
    private static void repeatedly(Call call) throws Exception {
        try {
            call.make();
        } catch (TaskFailure failure) {
            assertThat(failure.isRetryable()).as(failure.getMessage()).isTrue();
            call.make();
        }
    }

    private interface Call {
        Object make() throws Exception;
    }
}
