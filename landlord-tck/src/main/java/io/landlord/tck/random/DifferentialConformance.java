package io.landlord.tck.random;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskFailure;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.CanonicalJson;
import io.landlord.tck.Folded;
import io.landlord.tck.Patience;
import io.landlord.tck.ProviderFixture;
import io.landlord.tck.ProviderFixtures;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Runs workflows made of seeds on two providers and compares state, output, error, context, compensation and the canonical
 * trace, byte for byte.
 *
 * <p>For providers that keep journals, run sub-workflows and publish events. How many workflows is the system property
 * {@code landlord.random.count}, 40 unless told otherwise, the first seed {@code landlord.random.seed}, 1 unless told otherwise.
 * A failure tells its seed and shows the document.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DifferentialConformance {
    private static final RetryPolicy TWICE = RetryPolicy.attempts(3, Duration.ofMillis(20));

    /** A provider with what it can call. */
    private record Engine(ProviderFixture fixture, TaskHandlers handlers) {
        static Engine open(ProviderFixtures fixtures) {
            TaskHandlers handlers = new TaskHandlers();
            ProviderFixture fixture = fixtures.open(handlers, execution -> {});
            Stubborn stubborn = new Stubborn();
            handlers.register(new Echo("echo"));
            handlers.register(new Echo("brief"), HandlerOptions.NONE.withBrief(true));
            handlers.register(new Patient(), HandlerOptions.NONE.withRetryPolicy(TWICE));
            handlers.register(stubborn);
            var ignored = fixture.provider().createWorkflow(WorkflowSpec.of("child", RandomWorkflow.CHILD));
            return new Engine(fixture, handlers);
        }

        /** What has become of the workflow of this seed, line by line. */
        String run(long seed) {
            WorkflowSpec spec = WorkflowSpec.of("seed" + seed, RandomWorkflow.document(seed));
            var ignored = fixture.provider().createWorkflow(spec);
            String id = fixture.provider()
                    .startExecution(spec.workflowId(), ExecutionInput.of("one", RandomWorkflow.input(seed)))
                    .executionId();
            new Patience(fixture.patience())
                    .until(
                            () -> "the end of " + fixture.provider().getExecutionStatus(id),
                            () -> fixture.provider()
                                    .getExecutionStatus(id)
                                    .state()
                                    .isFinal());
            ExecutionStatus status = fixture.provider().getExecutionStatus(id);
            Folded folded = Folded.of(spec, handlers, ((KeepsJournal) fixture.provider()).journal(id));
            folded.assertAgreesWith(status);
            return """
                    state %s
                    output %s
                    error %s
                    context %s
                    compensation %s
                    %s
                    """.formatted(
                            status.state(),
                            canonical(status.output()),
                            status.error(),
                            canonical(status.context()),
                            status.compensation(),
                            lines(folded.trace().toJson()));
        }
    }

    private @Nullable Engine tested;
    private @Nullable Engine reference;

    /** The provider under test. */
    protected abstract ProviderFixtures fixtures();

    /** The provider that is taken to be right. */
    protected abstract ProviderFixtures reference();

    @BeforeAll
    final void open() {
        tested = Engine.open(fixtures());
        reference = Engine.open(reference());
    }

    @AfterAll
    final void close() {
        for (Engine engine : new Engine[] {tested, reference}) {
            if (engine != null) {
                engine.fixture().close();
            }
        }
    }

    @TestFactory
    final Stream<DynamicTest> random_workflows() {
        long first = Long.getLong("landlord.random.seed", 1);
        return LongStream.range(first, first + Long.getLong("landlord.random.count", 40))
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> compare(seed)));
    }

    private void compare(long seed) {
        assertThat(requireNonNull(tested).run(seed))
                .as(() -> "what becomes of seed " + seed + " with the input " + RandomWorkflow.input(seed) + ":\n"
                        + RandomWorkflow.document(seed))
                .isEqualTo(requireNonNull(reference).run(seed));
    }

    private static @Nullable String canonical(@Nullable JsonNode value) {
        return value == null ? null : CanonicalJson.write(value);
    }

    private static String lines(JsonNode trace) {
        return StreamSupport.stream(trace.spliterator(), false)
                .map(CanonicalJson::write)
                .collect(Collectors.joining("\n"));
    }

    private record Echo(String name) implements TaskHandler {
        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) {
            return arguments;
        }
    }

    /** Fails as many first attempts as it is told, which its retry policy gets over. */
    private static final class Patient implements TaskHandler {
        @Override
        public String name() {
            return "patient";
        }

        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) {
            if (context.attempt() <= arguments.path("failures").asInt()) {
                throw failure("not yet", true);
            }
            return JsonNodeFactory.instance.objectNode().put("attempt", context.attempt());
        }
    }

    /** Fails as often as it is told, for each task, whoever calls it again. */
    private static final class Stubborn implements TaskHandler {
        private final Map<String, Integer> calls = new ConcurrentHashMap<>();

        @Override
        public String name() {
            return "stubborn";
        }

        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) {
            int call = calls.merge(context.idempotencyKey(), 1, Integer::sum);
            if (call <= arguments.path("failures").asInt()) {
                throw failure("call " + call, arguments.path("retryable").asBoolean());
            }
            return JsonNodeFactory.instance.objectNode().put("call", call);
        }
    }

    private static TaskFailure failure(String detail, boolean retryable) {
        return new TaskFailure("urn:random:refused", 409, "Refused", detail, retryable, null);
    }
}
