package io.landlord.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.ExecutionSummary;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.WorkflowProvider;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.CanonicalJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * What all suites share: a fresh provider for each test, handlers to give to it, and waiting with a bound.
 *
 * <p>A provider extends each suite of this package with its fixtures. No test is ever skipped: what a provider does not
 * declare, the suites assert to be absent.
 */
@ExtendWith(AssertAbsence.class)
public abstract class Conformance {
    static final String WORKFLOW = "order";

    private final TaskHandlers handlers = new TaskHandlers();
    private final List<Gate> gates = new ArrayList<>();
    private ProviderFixture fixture;

    /** The provider under test. */
    protected abstract ProviderFixtures fixtures();

    @BeforeEach
    final void openFixture() {
        fixture = fixtures().open(handlers, this::ended);
    }

    /** Is told of every execution that has ended; for the suite that tests that. */
    void ended(ExecutionSummary execution) {}

    @AfterEach
    final void closeFixture() {
        gates.forEach(Gate::open);
        fixture.close();
    }

    // What a test is made of

    final WorkflowProvider provider() {
        return fixture.provider();
    }

    /** The provider, which has this capability. */
    final <T> T provider(Class<T> capability) {
        assertThat(provider()).isInstanceOf(capability);
        return capability.cast(provider());
    }

    final TaskHandlers handlers() {
        return handlers;
    }

    final Patience patience() {
        return new Patience(fixture.patience());
    }

    final boolean declares(Capability capability) {
        return fixtures().capabilities().contains(capability);
    }

    /** A document with these tasks. */
    static String document(String tasks) {
        return """
                document:
                  dsl: '1.0.3'
                  namespace: tck
                  name: order
                  version: '1.0.0'
                """ + (tasks.startsWith("do:") ? tasks : "do:\n" + tasks);
    }

    static WorkflowSpec spec(String tasks) {
        return spec(WORKFLOW, tasks);
    }

    static WorkflowSpec spec(String workflowId, String tasks) {
        return WorkflowSpec.of(workflowId, document(tasks));
    }

    static ExecutionInput input(String name, String json) {
        return ExecutionInput.of(name, Json.read(json));
    }

    final RecordingHandler register(String name, Answer... answers) {
        return register(name, HandlerOptions.NONE, answers);
    }

    final RecordingHandler register(String name, HandlerOptions options, Answer... answers) {
        RecordingHandler handler = new RecordingHandler(name, List.of(answers));
        handlers.register(handler, options);
        return handler;
    }

    final Gate gate() {
        Gate gate = new Gate(patience());
        gates.add(gate);
        return gate;
    }

    /** Lets so much time of the engine's clock pass, then answers. */
    final Answer after(Duration duration, Answer answer) {
        return (arguments, context) -> {
            fixture.pass(context, duration);
            return answer.to(arguments, context);
        };
    }

    /** Lets so much time pass for schedules. */
    final void elapse(Duration duration) {
        try {
            fixture.elapse(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    // What a test does

    final void deploy(String tasks) {
        assertThat(provider().createWorkflow(spec(tasks)).created())
                .as("the workflow is new")
                .isTrue();
    }

    final void deploy(WorkflowSpec spec) {
        assertThat(provider().createWorkflow(spec).created())
                .as("the workflow is new")
                .isTrue();
    }

    /** Starts an execution of {@link #WORKFLOW}; returns its id. */
    final String start(String name, String json) {
        return provider().startExecution(WORKFLOW, input(name, json)).executionId();
    }

    final String start(String json) {
        return start("one", json);
    }

    final ExecutionStatus status(String executionId) {
        return provider().getExecutionStatus(executionId);
    }

    /** The status once the execution has ended. */
    final ExecutionStatus awaitEnd(String executionId) {
        patience()
                .until(
                        () -> "the end of " + status(executionId),
                        () -> status(executionId).state().isFinal());
        return status(executionId);
    }

    /** Returns once the execution is in this state. */
    final void awaitState(String executionId, ExecutionState state) {
        patience()
                .until(
                        () -> state + " of " + status(executionId),
                        () -> status(executionId).state() == state);
    }

    final ExecutionStatus run(String json) {
        return awaitEnd(start(json));
    }

    final ExecutionStatus run(WorkflowSpec spec, String json) {
        deploy(spec);
        return run(json);
    }

    // What a test asserts

    static void assertSucceeded(ExecutionStatus status, String output) {
        assertThat(status.error()).as("the error").isNull();
        assertThat(status.state()).as("the state").isEqualTo(ExecutionState.SUCCEEDED);
        assertJson(status.output(), output);
    }

    /** Asserts that a value is this one; numbers are equal when they have the same canonical form. */
    static void assertJson(@Nullable JsonNode value, String expected) {
        assertThat(value).isNotNull();
        assertThat(CanonicalJson.write(value)).isEqualTo(CanonicalJson.write(Json.read(expected)));
    }

    static void refuses(ErrorCode code, ThrowingCallable call) {
        LandlordException refusal = catchThrowableOfType(LandlordException.class, call);
        assertThat(refusal).as("the request is refused").isNotNull();
        assertThat(refusal.code()).as("because of: %s", refusal.getMessage()).isEqualTo(code);
    }

    /** Asserts the absence of what is not declared. Says whether it is absent. */
    final boolean isAbsent(Capability capability) {
        if (declares(capability)) {
            return false;
        }
        assertThat(provider())
                .as("the provider does not declare %s", capability.wireName())
                .isNotInstanceOf(capability.declaredBy());
        return true;
    }

    /** How long the execution took by the engine's clock. */
    static Duration elapsed(ExecutionStatus status) {
        assertThat(status.stopTime()).as("the time of the end").isNotNull();
        return Duration.between(status.startTime(), status.stopTime());
    }

    static JsonNode json(String text) {
        return Json.read(text);
    }
}
