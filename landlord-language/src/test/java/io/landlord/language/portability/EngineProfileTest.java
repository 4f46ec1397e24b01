package io.landlord.language.portability;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.provider.Capability;
import io.landlord.api.provider.SchedulesWorkflows.Kind;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.DiagnosticText;
import io.landlord.language.portability.Limit.Finding;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EngineProfileTest {
    private static final String DOCUMENT = """
            document: {dsl: 1.0.3, namespace: test, name: test, version: 1.0.0}
            schedule:
              after: PT1H
            do:
              - one:
                  run: {workflow: {namespace: test, name: other, version: 1.0.0}}
              - 'a/b~c':
                  wait: PT1S
            """;

    private static List<Diagnostic> problems(EngineProfile profile, String definition) {
        Compilation compilation = DefinitionCompiler.compile(
                WorkflowSpec.of("test", definition), new TaskHandlers(), DefinitionCompiler.Mode.CHECK);
        return profile.problems(compilation, definition);
    }

    private static String shown(EngineProfile profile, String definition) {
        return DiagnosticText.render(problems(profile, definition), definition, "test.yaml");
    }

    @Test
    void an_engine_without_limits_runs_everything() {
        EngineProfile all = EngineProfile.full("all", List.of());

        assertThat(all.runsEverything()).isTrue();
        assertThat(problems(all, DOCUMENT)).isEmpty();
    }

    @Test
    void what_capabilities_lack_is_told_at_its_place() {
        EngineProfile bare = new EngineProfile("bare", Set.of(), Set.of(), List.of());

        assertThat(bare.runsEverything()).isFalse();
        assertThat(shown(bare, DOCUMENT).strip()).isEqualTo("""
                test.yaml:3:3: error[unsupported-by-provider]: provider 'bare' does not have the capability 'schedule'
                 3 |   after: PT1H
                   |   ^
                test.yaml:6:13: error[unsupported-by-provider]: provider 'bare' does not have the capability 'sub_workflows'
                 6 |       run: {workflow: {namespace: test, name: other, version: 1.0.0}}
                   |             ^""");
    }

    @Test
    void a_kind_of_schedule_that_is_not_kept_is_named() {
        EngineProfile some =
                new EngineProfile("some", EnumSet.allOf(Capability.class), EnumSet.of(Kind.EVERY), List.of());

        assertThat(problems(some, DOCUMENT))
                .extracting(Diagnostic::message)
                .containsExactly("provider 'some' does not keep the schedule 'after'");
    }

    @Test
    void what_a_limit_finds_has_the_line_of_its_pointer() {
        Limit waits = program -> List.of(
                Finding.error("/do/1/a~1b~0c/wait", "it never waits", "do not wait"),
                Finding.warning("/do/0", "it counts from one", null),
                Finding.warning("/nowhere", "it is elsewhere", null));

        assertThat(problems(EngineProfile.full("odd", List.of(waits)), DOCUMENT))
                .extracting(one -> one.severity() + " " + one.line() + ":" + one.column() + " " + one.message())
                .containsExactly(
                        "WARNING 1:1 it is elsewhere", "WARNING 5:5 it counts from one", "ERROR 8:7 it never waits");
    }

    @Test
    void what_stands_in_a_graph_is_told_at_its_step() {
        String graph = """
                start_step: hello
                steps:
                  hello:
                    node: send
                """;
        Limit calls = program -> program.tasks().stream()
                .filter(task -> task.action().kind().equals("call"))
                .map(task -> Finding.error(task.pointer(), "it calls nobody", null))
                .toList();

        assertThat(problems(EngineProfile.full("silent", List.of(calls)), graph))
                .extracting(Diagnostic::line)
                .containsExactly(3);
    }

    @Test
    void a_definition_with_errors_is_left_to_its_errors() {
        Limit everything = program -> List.of(Finding.error("", "it runs nothing", null));

        assertThat(problems(EngineProfile.full("none", List.of(everything)), "do: 1"))
                .isEmpty();
    }
}
