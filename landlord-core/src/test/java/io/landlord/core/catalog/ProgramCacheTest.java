package io.landlord.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProgramCacheTest {
    private static final WorkflowSpec SPEC = WorkflowSpec.of("w", "the definition");

    private final AtomicInteger compiled = new AtomicInteger();
    private final TaskHandlers handlers = new TaskHandlers();
    private final ProgramCache cache = new ProgramCache((spec, registered, mode) -> {
        compiled.incrementAndGet();
        return new Compilation(null, List.of());
    });

    @Test
    void equal_content_is_compiled_once_whatever_the_workflow_is_called() {
        Compilation first = cache.compile(SPEC, handlers, Mode.DEPLOY);
        Compilation second = cache.compile(WorkflowSpec.of("other", "the definition"), handlers, Mode.DEPLOY);

        assertThat(second).isSameAs(first);
        assertThat(compiled).hasValue(1);
    }

    @Test
    void another_timeout_mode_or_text_is_compiled_anew() {
        compile(SPEC, Mode.DEPLOY);
        compile(SPEC, Mode.CHECK);
        compile(SPEC.withTimeout(Duration.ofSeconds(1)), Mode.DEPLOY);
        compile(SPEC.withDefinition("other"), Mode.DEPLOY);

        assertThat(compiled).hasValue(4);
    }

    @Test
    void a_handler_registered_since_has_the_definition_compiled_anew() {
        compile(SPEC, Mode.DEPLOY);
        TaskHandlers ignored = handlers.register(new Nothing());
        compile(SPEC, Mode.DEPLOY);

        assertThat(compiled).hasValue(2);
    }

    @Test
    void many_threads_that_ask_at_the_same_time_get_one_compilation() throws Exception {
        List<Compilation> answers = answersOf(300);

        assertThat(compiled).hasValue(1);
        assertThat(answers).hasSize(300).allMatch(answer -> answer == answers.getFirst());
    }

    private List<Compilation> answersOf(int threads) throws InterruptedException, ExecutionException {
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Compilation>> asked = new ArrayList<>();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < threads; thread++) {
                asked.add(pool.submit(() -> {
                    go.await();
                    return cache.compile(SPEC, handlers, Mode.DEPLOY);
                }));
            }
            go.countDown();
        }
        List<Compilation> answers = new ArrayList<>();
        for (Future<Compilation> answer : asked) {
            answers.add(answer.get());
        }
        return answers;
    }

    @Test
    void the_definitions_not_asked_for_the_longest_go_first() {
        WorkflowSpec large = SPEC.withDefinition("a".repeat(9_000_000));
        compile(large, Mode.DEPLOY);
        compile(SPEC.withDefinition("b".repeat(9_000_000)), Mode.DEPLOY);
        compile(large, Mode.DEPLOY);
        compile(SPEC.withDefinition("c".repeat(9_000_000)), Mode.DEPLOY);
        assertThat(compiled).hasValue(3);

        compile(large, Mode.DEPLOY);
        assertThat(compiled).hasValue(3);

        compile(SPEC.withDefinition("b".repeat(9_000_000)), Mode.DEPLOY);
        assertThat(compiled).hasValue(4);
    }

    @Test
    void a_compilation_that_broke_off_is_not_kept() {
        AtomicInteger tries = new AtomicInteger();
        ProgramCache breaking = new ProgramCache((spec, registered, mode) -> {
            if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
            }
            return new Compilation(null, List.of());
        });

        assertThatThrownBy(() -> breaking.compile(SPEC, handlers, Mode.DEPLOY))
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(breaking.compile(SPEC, handlers, Mode.DEPLOY).diagnostics()).isEmpty();
    }

    private void compile(WorkflowSpec spec, Mode mode) {
        assertThat(cache.compile(spec, handlers, mode).diagnostics()).isEmpty();
    }

    private static final class Nothing implements TaskHandler {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) {
            return arguments;
        }
    }
}
