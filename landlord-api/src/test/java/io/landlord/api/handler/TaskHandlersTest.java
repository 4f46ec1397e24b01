package io.landlord.api.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.execution.StandardError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class TaskHandlersTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final SettableClock clock = new SettableClock();
    private final TaskHandlers handlers = new TaskHandlers(clock);

    @Test
    void a_name_is_given_once() {
        handlers.register(handler("greet", arguments -> arguments));

        assertThatExceptionOfType(LandlordException.class)
                .isThrownBy(() -> handlers.register(handler("greet", arguments -> arguments)))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.HANDLER_CONFLICT))
                .withMessageContaining("greet");
    }

    @Test
    void a_name_that_no_definition_could_use_is_refused() {
        for (String name : List.of("", "1up", "two words", "semi;colon", "a".repeat(129))) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> handlers.register(handler(name, arguments -> arguments)));
        }
    }

    @Test
    void handlers_may_be_registered_while_others_are_called() throws Exception {
        handlers.register(handler("echo", arguments -> arguments));
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String name = "handler" + i;
            work.add(() -> handlers.register(handler(name, arguments -> arguments))
                    .names()
                    .contains(name));
            work.add(() ->
                    handlers.call("echo", JSON.objectNode(), context("one")).isObject());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(handlers.names()).hasSize(201);
    }

    @Test
    void an_unknown_name_is_a_configuration_failure_that_lists_the_known_ones() {
        handlers.register(handler("greet", arguments -> arguments));

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> handlers.call("great", JSON.objectNode(), context("one")))
                .satisfies(failure -> assertThat(failure.type()).isEqualTo(StandardError.CONFIGURATION.type()))
                .withMessageContaining("greet");
    }

    @Test
    void a_handler_can_change_neither_the_arguments_nor_its_result_afterwards() throws Exception {
        ObjectNode kept = JSON.objectNode();
        handlers.register(handler("meddle", arguments -> {
            ((ObjectNode) arguments).put("changed", true);
            return kept;
        }));
        ObjectNode arguments = JSON.objectNode();

        JsonNode result = handlers.call("meddle", arguments, context("one"));
        kept.put("changed", true);

        assertThat(arguments).isEmpty();
        assertThat(result).isEmpty();
    }

    @Test
    void an_unexpected_exception_is_a_runtime_failure_that_may_pass() {
        handlers.register(handler("broken", arguments -> {
            throw new IllegalStateException("no disk");
        }));

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> handlers.call("broken", JSON.objectNode(), context("one")))
                .satisfies(failure -> {
                    assertThat(failure.type()).isEqualTo(StandardError.RUNTIME.type());
                    assertThat(failure.status()).isEqualTo(500);
                    assertThat(failure.isRetryable()).isTrue();
                })
                .withMessageContaining("no disk");
    }

    @Test
    void the_redelivery_of_an_attempt_is_answered_from_the_cache_and_another_attempt_calls_again() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        handlers.register(
                handler("count", arguments -> JSON.numberNode(calls.incrementAndGet())),
                HandlerOptions.NONE.withResultCache(Duration.ofMinutes(1)));

        assertThat(handlers.call("count", JSON.objectNode(), context("first")).intValue())
                .isEqualTo(1);
        assertThat(handlers.call("count", JSON.objectNode(), context("first")).intValue())
                .isEqualTo(1);
        assertThat(handlers.call("count", JSON.objectNode(), context("second")).intValue())
                .isEqualTo(2);
    }

    @Test
    void a_cached_result_is_forgotten_after_its_time() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        handlers.register(
                handler("count", arguments -> JSON.numberNode(calls.incrementAndGet())),
                HandlerOptions.NONE.withResultCache(Duration.ofMinutes(1)));

        handlers.call("count", JSON.objectNode(), context("first"));
        clock.now = clock.now.plusSeconds(61);

        assertThat(handlers.call("count", JSON.objectNode(), context("first")).intValue())
                .isEqualTo(2);
    }

    @Test
    void interceptors_stand_around_a_call_the_last_one_outermost() throws Exception {
        List<String> seen = new ArrayList<>();
        handlers.register(handler("greet", arguments -> {
            seen.add("handler");
            return arguments;
        }));
        handlers.intercept(noting("inner", seen)).intercept(noting("outer", seen));

        JsonNode result = handlers.call("greet", JSON.objectNode().put("who", "you"), context("one"));

        assertThat(result).isEqualTo(JSON.objectNode().put("who", "you"));
        assertThat(seen)
                .containsExactly(
                        "outer before greet of e", "inner before greet of e", "handler", "inner after", "outer after");
    }

    private static CallInterceptor noting(String name, List<String> seen) {
        return (handler, context, call) -> {
            seen.add(name + " before " + handler + " of " + context.executionName());
            JsonNode result = call.proceed();
            seen.add(name + " after");
            return result;
        };
    }

    @Test
    void an_interceptors_refusal_is_the_calls_failure_and_nothing_inside_it_is_called() {
        AtomicInteger calls = new AtomicInteger();
        List<String> inside = new ArrayList<>();
        handlers.register(handler("count", arguments -> JSON.numberNode(calls.incrementAndGet())));
        TaskFailure refusal = TaskFailure.permanent("superseded", null);
        handlers.intercept(noting("inner", inside)).intercept((handler, context, call) -> {
            throw refusal;
        });

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> handlers.call("count", JSON.objectNode(), context("one")))
                .isSameAs(refusal);

        assertThat(calls).hasValue(0);
        assertThat(inside).isEmpty();
    }

    @Test
    void a_call_goes_through_an_interceptor_to_its_handler_exactly_once() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger intercepted = new AtomicInteger();
        handlers.register(handler("count", arguments -> JSON.numberNode(calls.incrementAndGet())));
        handlers.intercept((handler, context, call) -> {
            intercepted.incrementAndGet();
            return call.proceed();
        });

        assertThat(handlers.call("count", JSON.objectNode(), context("one")).intValue())
                .isEqualTo(1);

        assertThat(calls).hasValue(1);
        assertThat(intercepted).hasValue(1);
    }

    @Test
    void an_interceptor_sees_a_handlers_failure_as_the_task_failure_it_becomes() {
        List<Exception> seen = new ArrayList<>();
        handlers.register(handler("broken", arguments -> {
            throw new IllegalStateException("no disk");
        }));
        handlers.intercept((handler, context, call) -> {
            try {
                return call.proceed();
            } catch (TaskFailure failure) {
                seen.add(failure);
                throw failure;
            }
        });

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> handlers.call("broken", JSON.objectNode(), context("one")))
                .satisfies(failure -> assertThat(seen).containsExactly(failure));
    }

    @Test
    void a_redelivery_answered_from_the_cache_is_intercepted_too() throws Exception {
        AtomicInteger intercepted = new AtomicInteger();
        handlers.register(
                handler("count", arguments -> arguments), HandlerOptions.NONE.withResultCache(Duration.ofMinutes(1)));
        handlers.intercept((handler, context, call) -> {
            intercepted.incrementAndGet();
            return call.proceed();
        });

        for (int delivery = 0; delivery < 2; delivery++) {
            assertThat(handlers.call("count", JSON.objectNode(), context("one")))
                    .isEmpty();
        }

        assertThat(intercepted).hasValue(2);
    }

    @Test
    void an_interceptors_own_fault_is_a_runtime_failure_that_may_pass() {
        handlers.register(handler("greet", arguments -> arguments));
        handlers.intercept((handler, context, call) -> {
            throw new IllegalStateException("no database");
        });

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> handlers.call("greet", JSON.objectNode(), context("one")))
                .satisfies(failure -> assertThat(failure.type()).isEqualTo(StandardError.RUNTIME.type()))
                .satisfies(failure -> assertThat(failure.isRetryable()).isTrue())
                .withMessageContaining("greet")
                .withMessageContaining("no database");
    }

    private interface Work {
        JsonNode on(JsonNode arguments);
    }

    private static TaskHandler handler(String name, Work work) {
        return new TaskHandler() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public JsonNode handle(JsonNode arguments, TaskContext context) {
                return work.on(arguments);
            }
        };
    }

    private static TaskContext context(String attemptKey) {
        return new TaskContext() {
            @Override
            public @Nullable String tenant() {
                return null;
            }

            @Override
            public String executionId() {
                return "execution";
            }

            @Override
            public String executionName() {
                return "e";
            }

            @Override
            public String path() {
                return "0";
            }

            @Override
            public String pointer() {
                return "/do/0/task";
            }

            @Override
            public int attempt() {
                return 1;
            }

            @Override
            public String idempotencyKey() {
                return "execution#0";
            }

            @Override
            public String attemptKey() {
                return attemptKey;
            }

            @Override
            public String correlationId() {
                return "request";
            }

            @Override
            public void heartbeat(JsonNode progress) {}

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
