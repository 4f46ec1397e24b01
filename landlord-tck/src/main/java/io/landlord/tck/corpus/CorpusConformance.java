package io.landlord.tck.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionInput;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.execution.StandardError;
import io.landlord.api.graph.GraphNode;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.KeepsJournal;
import io.landlord.machine.CanonicalJson;
import io.landlord.tck.Folded;
import io.landlord.tck.Patience;
import io.landlord.tck.ProviderFixture;
import io.landlord.tck.ProviderFixtures;
import io.landlord.tck.corpus.CorpusCase.Expected;
import io.landlord.tck.corpus.CorpusCase.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Runs every case of the corpus and compares state, output, error, calls and the canonical trace, byte for byte.
 *
 * <p>The trace is folded from the execution's journal with the program that the definition compiles to; what the fold ends
 * in must be what the provider's status says, and the handlers must have been called as the case says, so that the
 * provider cannot hide behind the machine.
 */
public abstract class CorpusConformance {
    /** The system property with a pattern that the names of cases must contain; without it, every case is run. */
    private static final String CHOSEN = "landlord.corpus";

    /** The provider under test. */
    protected abstract ProviderFixtures fixtures();

    @TestFactory
    final Stream<DynamicTest> the_corpus() {
        Pattern chosen = Pattern.compile(System.getProperty(CHOSEN, ""));
        return Corpus.cases().stream()
                .filter(example -> chosen.matcher(example.name()).find())
                .map(example -> DynamicTest.dynamicTest(example.name() + ": " + example.title(), () -> run(example)));
    }

    private void run(CorpusCase example) {
        TaskHandlers handlers = new TaskHandlers();
        try (ProviderFixture fixture = fixtures().open(handlers, execution -> {})) {
            if (example.hasSignals() && isWithout(Capability.SIGNAL, fixture)
                    || example.hasChildren() && isWithout(Capability.SUB_WORKFLOWS, fixture)) {
                return;
            }
            Map<String, ScriptedHandler> scripted = new LinkedHashMap<>();
            Map<String, List<CorpusCase.Reply>> answers = new LinkedHashMap<>(example.handlers());
            example.nodes().keySet().forEach(name -> answers.putIfAbsent(name, List.of()));
            answers.forEach((name, replies) -> {
                ScriptedHandler handler = new ScriptedHandler(name, replies, fixture);
                register(handlers, handler, example.nodes().get(name));
                scripted.put(name, handler);
            });
            example.others()
                    .forEach(other -> assertThat(
                                    fixture.provider().createWorkflow(other).created())
                            .as("deployed")
                            .isTrue());
            assertThat(fixture.provider().createWorkflow(example.spec()).created())
                    .as("deployed")
                    .isTrue();
            ExecutionStatus status = end(fixture, example);
            compareEnd(status, example.expected());
            compareCalls(scripted, example);
            Folded folded = folded(fixture, example, handlers, status.executionId());
            folded.assertAgreesWith(status);
            assertThat(lines(folded.trace().toJson()))
                    .as("the trace")
                    .isEqualTo(lines(example.expected().trace()));
        }
    }

    private static void register(TaskHandlers handlers, TaskHandler handler, CorpusCase.@Nullable Phase node) {
        if (node == null) {
            handlers.register(handler);
        } else {
            GraphNode registered = GraphNode.of(node.phase(), handler);
            handlers.register(node.alias() == null ? registered : registered.withAliases(node.alias()));
        }
    }

    /** A provider that cannot do something has to say so; the facade refuses it by that. */
    private boolean isWithout(Capability capability, ProviderFixture fixture) {
        boolean can = capability.declaredBy().isInstance(fixture.provider());
        assertThat(fixtures().capabilities().contains(capability))
                .as("the declaration of '%s'", capability.wireName())
                .isEqualTo(can);
        return !can;
    }

    private static ExecutionStatus end(ProviderFixture fixture, CorpusCase example) {
        String id = fixture.provider()
                .startExecution("corpus", ExecutionInput.of("one", example.input()))
                .executionId();
        new Patience(fixture.patience())
                .until(
                        () -> "the end of " + fixture.provider().getExecutionStatus(id),
                        () -> fixture.provider().getExecutionStatus(id).state().isFinal());
        return fixture.provider().getExecutionStatus(id);
    }

    private static Folded folded(ProviderFixture fixture, CorpusCase example, TaskHandlers handlers, String id) {
        assertThat(fixture.provider()).isInstanceOf(KeepsJournal.class);
        return Folded.of(example.spec(), handlers, ((KeepsJournal) fixture.provider()).journal(id));
    }

    private static void compareEnd(ExecutionStatus status, Expected expected) {
        assertThat(status.state()).as("the state, with %s", status.error()).isEqualTo(expected.state());
        assertThat(canonical(status.output())).as("the output").isEqualTo(canonical(expected.output()));
        assertThat(problem(status.error())).as("the error: %s", status.error()).isEqualTo(expected.error());
        assertThat(status.compensation() != null).as("compensated").isEqualTo(expected.compensated());
        if (status.compensation() != null) {
            assertThat(problem(status.compensation().error()))
                    .as("the error of compensation")
                    .isEqualTo(expected.compensationError());
            assertThat(status.compensation().complete()).isEqualTo(expected.compensationError() == null);
        }
    }

    private static void compareCalls(Map<String, ScriptedHandler> scripted, CorpusCase example) {
        scripted.forEach((name, handler) -> assertThat(handler.calls())
                .as("the calls of %s", name)
                .hasSameSizeAs(example.handlers().getOrDefault(name, List.of())));
        example.expected().calls().forEach((name, arguments) -> {
            ScriptedHandler handler = scripted.get(name);
            assertThat(handler).as("the handler %s", name).isNotNull();
            assertThat(handler.calls().stream().map(CanonicalJson::write))
                    .as("the arguments of %s", name)
                    .containsExactlyElementsOf(
                            arguments.stream().map(CanonicalJson::write).toList());
        });
    }

    private static @Nullable Problem problem(@Nullable ExecutionError error) {
        return error == null
                ? null
                : new Problem(StandardError.canonicalType(error.type()), error.status(), error.pointer());
    }

    private static @Nullable String canonical(@Nullable JsonNode value) {
        return value == null ? null : CanonicalJson.write(value);
    }

    /** The canonical bytes of each entry on a line, so that a difference can be read. */
    private static String lines(JsonNode trace) {
        List<String> lines = new ArrayList<>();
        trace.forEach(entry -> lines.add(CanonicalJson.write(entry)));
        return String.join("\n", lines);
    }
}
