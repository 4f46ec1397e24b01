package io.landlord.provider.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.language.DiagnosticText;
import io.landlord.language.portability.EngineProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Temporal cannot run is told without a Temporal server. */
class TemporalLimitsTest {
    private static final String HEAD = "document: {dsl: 1.0.3, namespace: test, name: test, version: 1.0.0}\n";

    private static List<Diagnostic> problems(EngineProfile profile, String definition) {
        Compilation compilation = DefinitionCompiler.compile(
                WorkflowSpec.of("test", definition), new TaskHandlers(), DefinitionCompiler.Mode.CHECK);
        assertThat(compilation.program()).as("%s", compilation.diagnostics()).isNotNull();
        return profile.problems(compilation, definition);
    }

    private static String shown(String rest) {
        String definition = HEAD + rest;
        return DiagnosticText.render(problems(TemporalLimits.profile(), definition), definition, "test.yaml")
                .strip();
    }

    @Test
    void an_ordinary_definition_has_no_limit() {
        assertThat(shown("""
                schedule: {every: PT90S}
                do:
                  - ask: {call: send, metadata: {milestone: {memo: landlord, attributes: {Asked: true}, time: AskedAt}}}
                  - tell: {emit: {event: {with: {source: 'urn:a', type: b}}}}
                  - '': {set: {a: 1}}
                """)).isEmpty();
    }

    @Test
    void an_interval_with_a_fraction_of_a_second_would_be_another_one() {
        assertThat(shown("""
                schedule:
                  every: PT1.5S
                do:
                  - a: {set: {b: 1}}
                """)).isEqualTo("""
                test.yaml:3:3: error[unsupported-by-provider]: Temporal's schedules count whole seconds: it would start the workflow every 1 s
                 3 |   every: PT1.5S
                   |   ^
                  = take whole seconds""");
    }

    @Test
    void a_call_needs_a_name_that_an_activity_can_have() {
        assertThat(shown("""
                do:
                  - '': {call: send}
                """)).isEqualTo("""
                test.yaml:3:5: error[unsupported-by-provider]: the name of the task is empty; on Temporal it names an activity, which needs a name
                 3 |   - '': {call: send}
                   |     ^
                  = give the task a name""");
        String longest = "\u00e4".repeat(500);
        assertThat(shown("do:\n  - ? " + longest + "\n    : {call: send}\n")).isEmpty();
        assertThat(shown("do:\n  - ? " + longest + "a\n    : {call: send}\n"))
                .contains("error[unsupported-by-provider]: the name of the task has 1001 bytes");
    }

    @Test
    void a_milestone_takes_no_attribute_of_temporal_s_own() {
        assertThat(shown("""
                do:
                  - a:
                      set: {b: 1}
                      metadata:
                        milestone:
                          attributes: {BuildIds: x}
                          time: StartTime
                """)).isEqualTo("""
                test.yaml:7:24: error[unsupported-by-provider]: 'BuildIds' is an attribute of Temporal's own
                 7 |           attributes: {BuildIds: x}
                   |                        ^
                  = take another name
                test.yaml:8:11: error[unsupported-by-provider]: 'StartTime' is an attribute of Temporal's own
                 8 |           time: StartTime
                   |           ^
                  = take another name""");
    }

    @Test
    void an_attribute_has_one_type() {
        assertThat(shown("""
                do:
                  - a: {set: {b: 1}, metadata: {milestone: {attributes: {Paid: true}}}}
                  - c: {set: {b: 1}, metadata: {milestone: {attributes: {Paid: 'no'}}}}
                """))
                .contains(
                        "test.yaml:4:58: error",
                        "the attribute 'Paid' is a text here and true or false in a task before");
    }

    @Test
    void a_definition_that_may_be_too_large_is_doubtful_and_one_that_is_refused() {
        String large = HEAD + "do:\n  - a: {set: {b: '" + "x".repeat(3_000_000) + "'}}\n";

        assertThat(problems(TemporalLimits.profile(), large))
                .singleElement()
                .matches(one -> !one.isError() && one.message().contains("travels with each execution"));
        assertThat(problems(TemporalLimits.profile(program -> 0), large)).isEmpty();
        assertThat(problems(TemporalLimits.profile(program -> 3_000_000), large))
                .singleElement()
                .matches(Diagnostic::isError);
    }
}
