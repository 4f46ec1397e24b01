package io.landlord.api.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.landlord.api.error.ErrorCode;
import io.landlord.api.error.LandlordException;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class GraphNodesTest {
    private final TaskHandlers handlers = new TaskHandlers();

    private static GraphNode node(String name) {
        return GraphNode.of(name, NodePhase.none(), (call, context) -> call.result());
    }

    @Test
    void a_node_is_found_by_each_of_its_names_and_its_handler_by_the_first() {
        handlers.register(node("webhook").withAliases("hook"));

        assertThat(handlers.nodes().view().keySet()).containsExactly("hook", "webhook");
        assertThat(handlers.nodes().view().get("hook"))
                .isSameAs(handlers.nodes().view().get("webhook"));
        assertThat(handlers.names()).containsExactly("webhook");
    }

    @Test
    void a_name_that_is_taken_leaves_nothing_of_the_node_behind() {
        handlers.register(node("one").withAliases("two"));

        assertThatExceptionOfType(LandlordException.class)
                .isThrownBy(() -> handlers.register(node("three").withAliases("four", "two")))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.HANDLER_CONFLICT));
        assertThat(handlers.nodes().view().keySet()).containsExactly("one", "two");
        assertThat(handlers.names()).containsExactly("one");
    }

    @Test
    void a_view_does_not_change_when_nodes_come() {
        handlers.register(node("one"));
        SortedMap<String, GraphNode> before = handlers.nodes().view();

        handlers.register(node("two"));

        assertThat(before.keySet()).containsExactly("one");
        assertThat(handlers.nodes().view().keySet()).containsExactly("one", "two");
    }

    @Test
    void nodes_may_be_registered_by_many_threads_while_others_look() throws Exception {
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String name = "node" + i;
            work.add(() -> handlers.register(node(name)).nodes().view().containsKey(name));
            // Who sees a handler sees its node: what is compiled is remembered by the names of the handlers.
            work.add(() -> {
                var names = handlers.names();
                return handlers.nodes().view().keySet().containsAll(names);
            });
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(handlers.nodes().view()).hasSize(200);
    }

    @Test
    void a_call_of_a_node_has_ten_minutes_unless_it_declares_less_and_cannot_declare_more() {
        HandlerOptions options = HandlerOptions.NONE;

        assertThat(node("a").options().timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(node("a")
                        .withOptions(options.withTimeout(Duration.ofSeconds(9)))
                        .options()
                        .timeout())
                .isEqualTo(Duration.ofSeconds(9));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> node("a").withOptions(options.withTimeout(Duration.ofSeconds(601))))
                .withMessageContaining("PT10M");
    }

    @Test
    void a_result_has_three_members_and_one_of_three_events() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("eventType", "condition_timeout").putNull("error").put("node", "n");

        assertThat(NodeResult.of(json)).contains(new NodeResult(NodeEvent.CONDITION_TIMEOUT, null, "n"));
        assertThat(new NodeResult(NodeEvent.CONDITION_TIMEOUT, null, "n").toJson())
                .isEqualTo(json);
        assertThat(NodeResult.of(json.deepCopy().put("more", 1))).isEmpty();
        assertThat(NodeResult.of(json.deepCopy().put("eventType", "timeout"))).isEmpty();
        assertThat(NodeResult.of(json.deepCopy().put("error", 5))).isEmpty();
    }
}
