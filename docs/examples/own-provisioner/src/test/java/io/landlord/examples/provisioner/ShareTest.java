package io.landlord.examples.provisioner;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.credential.Credential;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.CallInterceptor;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.core.catalog.InMemoryWorkflowCatalog;
import io.landlord.core.registry.ProviderRegistry;
import io.landlord.core.workflow.FacadeSettings;
import io.landlord.core.workflow.WorkflowManager;
import io.landlord.provider.mock.MockProvider;
import io.landlord.provider.mock.MockSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/** Both documents run through the facade; what counts is what is on the disk and in the credential store afterwards. */
class ShareTest {
    private static final String MAKE = "tenant-share";
    private static final String REMOVE = "tenant-share-removal";

    @TempDir
    private Path root;

    private final MemoryStore credentials = new MemoryStore();
    private final TaskHandlers handlers = new TaskHandlers();
    private final MockProvider engine = new MockProvider(handlers, MockSettings.virtualClock());
    private final WorkflowManager landlord = new WorkflowManager(
            new ProviderRegistry().register(engine),
            new InMemoryWorkflowCatalog(),
            FacadeSettings.withDefaultProvider(MockProvider.NAME),
            new SimpleMeterRegistry());

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    private ExecutionStatus run(String document, String tenant, String name) throws IOException, InterruptedException {
        if (handlers.names().isEmpty()) {
            ShareHandlers.register(handlers, root, credentials);
        }
        ExecutionInput input =
                ExecutionInput.of(name, JsonNodeFactory.instance.objectNode().put("tenant", tenant));
        return landlord.runOnce(WorkflowSpec.of(document, text(document)), input, Duration.ofMinutes(5));
    }

    private static String text(String document) throws IOException {
        try (InputStream stream = Objects.requireNonNull(ShareHandlers.class.getResourceAsStream(document + ".yaml"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> shares() throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static CallInterceptor failing(String step, boolean afterItsWork) {
        return (handler, context, call) -> {
            if (!handler.equals(step)) {
                return call.proceed();
            }
            if (afterItsWork) {
                assertThat(call.proceed()).isNotNull();
            }
            throw TaskFailure.permanent("failed on purpose", null);
        };
    }

    @Test
    void a_tenant_gets_a_share_that_its_key_opens() throws IOException, InterruptedException {
        ExecutionStatus made = run(MAKE, "acme", "one");

        assertThat(made.error()).isNull();
        assertThat(made.output())
                .hasToString("{\"tenant\":\"acme\",\"share\":\"" + root.resolve("acme")
                        + "\",\"credential\":\"credential:acme/share\"}");
        Credential key = credentials.find(Keys.reference("acme")).orElseThrow();
        assertThat(Marker.in(root.resolve("acme")).orElseThrow().keyDigest()).isEqualTo(Keys.digest(key.password()));
        assertThat(made.history().toString()).doesNotContain(key.password());
    }

    @Test
    void the_removal_leaves_nothing_and_can_be_repeated() throws IOException, InterruptedException {
        assertThat(run(MAKE, "acme", "one").state()).isEqualTo(ExecutionState.SUCCEEDED);
        Path kept = Files.writeString(root.resolve("acme").resolve("invoice.txt"), "7 EUR");

        assertThat(run(REMOVE, "acme", "one").state()).isEqualTo(ExecutionState.SUCCEEDED);

        assertThat(kept).doesNotExist();
        assertThat(shares()).isEmpty();
        assertThat(credentials.list("acme")).isEmpty();
        assertThat(run(REMOVE, "acme", "two").state()).isEqualTo(ExecutionState.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"share.prepare", "share.store-key", "share.create", "share.verify"})
    void whichever_step_fails_before_or_after_its_work_nothing_is_left(String step)
            throws IOException, InterruptedException {
        assertThat(run(MAKE, "globex", "one").state()).isEqualTo(ExecutionState.SUCCEEDED);

        for (boolean afterItsWork : List.of(false, true)) {
            TaskHandlers faulty = new TaskHandlers().intercept(failing(step, afterItsWork));
            ShareHandlers.register(faulty, root, credentials);
            try (MockProvider other = new MockProvider(faulty, MockSettings.virtualClock())) {
                WorkflowManager facade = new WorkflowManager(
                        new ProviderRegistry().register(other),
                        new InMemoryWorkflowCatalog(),
                        FacadeSettings.withDefaultProvider(MockProvider.NAME),
                        new SimpleMeterRegistry());
                ExecutionStatus failed = facade.runOnce(
                        text(MAKE), JsonNodeFactory.instance.objectNode().put("tenant", "acme"), Duration.ofMinutes(5));

                assertThat(failed.state()).isEqualTo(ExecutionState.FAILED);
            }
            assertThat(shares()).as("only the other tenant's share").containsExactly("globex");
            assertThat(credentials.list("acme")).isEmpty();
        }
    }

    @Test
    void a_tenant_that_was_there_before_stays_when_another_attempt_fails() throws IOException, InterruptedException {
        assertThat(run(MAKE, "acme", "one").state()).isEqualTo(ExecutionState.SUCCEEDED);
        Credential key = credentials.find(Keys.reference("acme")).orElseThrow();
        handlers.intercept(failing("share.verify", true));

        assertThat(run(MAKE, "acme", "two").state()).isEqualTo(ExecutionState.FAILED);

        assertThat(shares()).containsExactly("acme");
        assertThat(credentials.find(Keys.reference("acme"))).contains(key);
    }

    @Test
    void a_directory_of_somebody_else_is_never_touched() throws IOException, InterruptedException {
        Path theirs =
                Files.writeString(Files.createDirectory(root.resolve("acme")).resolve("theirs.txt"), "keep");

        ExecutionStatus made = run(MAKE, "acme", "one");
        ExecutionStatus removed = run(REMOVE, "acme", "one");

        assertThat(Objects.requireNonNull(made.error()).status()).isEqualTo(409);
        assertThat(Objects.requireNonNull(removed.error()).status()).isEqualTo(409);
        assertThat(theirs).hasContent("keep");
        assertThat(credentials.list("acme")).isEmpty();
    }

    @Test
    void what_a_lost_process_left_half_made_is_removed() throws IOException, InterruptedException {
        Path leftover = Files.createDirectory(root.resolve(".new~acme~1"));
        Path ofAnother = Files.createDirectory(root.resolve(".new~acme-2~1"));

        assertThat(run(REMOVE, "acme", "one").state()).isEqualTo(ExecutionState.SUCCEEDED);

        assertThat(leftover).doesNotExist();
        assertThat(ofAnother).isDirectory();
    }

    @Test
    void a_name_that_is_no_tenant_never_becomes_a_path() throws IOException, InterruptedException {
        assertThat(Objects.requireNonNull(run(MAKE, "../etc", "one").error()).detail())
                .contains("'tenant' must be 1 to 40 lower-case letters");
        assertThat(shares()).isEmpty();
    }
}
