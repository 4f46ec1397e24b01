package io.landlord.language;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.graph.GraphNode;
import io.landlord.api.graph.NodePhase;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.DefinitionCompiler.Conversion;
import io.landlord.language.DefinitionCompiler.Mode;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Task;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
    private static final String GRAPH = """
            name: cart
            version: 2.1.0
            start_step: ask
            steps:
              ask: {node: send, go_to: wait, with: {delay: PT2S, to: '${ .phone }'}}
              wait: {node: await, condition: {satisfied: tell}}
              tell: {node: hook, with: {url: 'https://example.com'}, condition: {not_satisfied: ask2}}
              ask2: {node: send}
            """;

    private static Program program(String graph) {
        Compilation compilation = Golden.check(graph);
        assertThat(compilation.diagnostics()).isEmpty();
        return requireNonNull(compilation.program());
    }

    private static List<String> pointers(Program program) {
        return program.tasks().stream().map(Task::pointer).toList();
    }

    @Test
    void tasks_have_the_places_of_the_graph() {
        assertThat(pointers(program(GRAPH)))
                .contains("/steps/ask", "/steps/ask/sleep", "/steps/ask/send", "/steps/wait/await", "/steps/tell/hook");
    }

    @Test
    void every_step_calls_the_handler_of_its_node_once_under_the_name_it_uses() {
        Program program = program(GRAPH);

        assertThat(program.tasks().stream().filter(task -> task.action() instanceof Action.Call))
                .extracting(Task::name, task -> ((Action.Call) task.action()).handler())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("send", "send"),
                        org.assertj.core.groups.Tuple.tuple("await", "await"),
                        org.assertj.core.groups.Tuple.tuple("hook", "post"),
                        org.assertj.core.groups.Tuple.tuple("send", "send"));
    }

    @Test
    void a_call_of_a_node_has_the_time_its_node_declares() {
        assertThat(program(GRAPH).tasks().stream()
                        .filter(task -> task.action() instanceof Action.Call)
                        .map(task -> ((Action.Call) task.action()).policy().timeout()))
                .containsExactly(
                        Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofSeconds(20), Duration.ofMinutes(10));
    }

    @Test
    void a_graph_is_named_by_itself() {
        Program program = program(GRAPH);

        assertThat(List.of(program.namespace(), program.name(), program.version()))
                .containsExactly("graphs", "cart", "2.1.0");
    }

    @Test
    void layout_counts_for_nothing_and_json_is_the_same_graph() {
        String json = """
                {"start_step": "a", "steps": {"a": {"node": "send", "with": {"delay": "PT1S"}}}}
                """;

        assertThat(program(json).hash())
                .isEqualTo(program("start_step: a\nsteps:\n  a:\n    node: send\n    with:\n      delay: PT1S\n")
                        .hash());
    }

    @Test
    void another_phase_of_a_node_makes_another_program() {
        WorkflowSpec spec = WorkflowSpec.of("w", "{start_step: a, steps: {a: {node: n}}}");
        TaskHandlers sleeping = new TaskHandlers()
                .register(GraphNode.of(
                        "n", new NodePhase.Sleep(Duration.ofSeconds(1)), (call, context) -> call.result()));
        TaskHandlers plain =
                new TaskHandlers().register(GraphNode.of("n", NodePhase.none(), (call, context) -> call.result()));

        assertThat(requireNonNull(DefinitionCompiler.compile(spec, sleeping, Mode.DEPLOY)
                                .program())
                        .hash())
                .isNotEqualTo(requireNonNull(DefinitionCompiler.compile(spec, plain, Mode.DEPLOY)
                                .program())
                        .hash());
    }

    @Test
    void the_document_of_a_graph_compiles_to_as_many_tasks_of_the_same_kinds() {
        Conversion conversion = DefinitionCompiler.convert(GRAPH, Golden.handlers());
        Compilation again = Golden.check(requireNonNull(conversion.document()).toString());

        assertThat(again.diagnostics()).isEmpty();
        assertThat(requireNonNull(again.program()).tasks())
                .extracting(Task::name, task -> task.action().kind())
                .containsExactlyElementsOf(program(GRAPH).tasks().stream()
                        .map(task -> org.assertj.core.groups.Tuple.tuple(
                                task.name(), task.action().kind()))
                        .toList());
    }

    @Test
    void what_is_no_graph_is_not_converted() {
        Conversion conversion = DefinitionCompiler.convert("document: {}\ndo: []\n", Golden.handlers());

        assertThat(conversion.isGraph()).isFalse();
        assertThat(conversion.document()).isNull();
    }

    @Test
    void a_node_that_is_not_registered_warns_in_a_check_and_refuses_a_deployment() {
        WorkflowSpec spec = WorkflowSpec.of("w", "{start_step: a, steps: {a: {node: nope}}}");

        Compilation checked = DefinitionCompiler.compile(spec, Golden.handlers(), Mode.CHECK);
        Compilation deployed = DefinitionCompiler.compile(spec, Golden.handlers(), Mode.DEPLOY);

        assertThat(checked.program()).isNotNull();
        assertThat(checked.diagnostics()).extracting(Diagnostic::code).containsExactly("unknown-node");
        assertThat(deployed.program()).isNull();
        assertThat(deployed.diagnostics()).extracting(Diagnostic::code).containsExactly("unknown-node");
    }

    @Test
    void problems_point_into_the_graph() {
        Compilation compilation =
                Golden.check("start_step: a\nsteps:\n  a:\n    node: await\n    with:\n      timeout: ${ .x | }\n");

        assertThat(compilation.diagnostics()).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo("/steps/a/with/timeout");
            assertThat(List.of(problem.line(), problem.column())).containsExactly(6, 23);
        });
    }

    @Test
    void a_graph_of_ten_thousand_steps_is_checked_without_recursion() {
        StringBuilder graph = new StringBuilder("start_step: s0\nsteps:\n");
        for (int step = 0; step < 10_000; step++) {
            graph.append("  s")
                    .append(step)
                    .append(": {node: send, go_to: s")
                    .append(step + 1)
                    .append("}\n");
        }
        graph.append("  s10000: {node: send, go_to: s0}\n");

        assertThat(Golden.check(graph.toString()).diagnostics())
                .extracting(Diagnostic::code)
                .containsExactly("cycle");
    }
}
