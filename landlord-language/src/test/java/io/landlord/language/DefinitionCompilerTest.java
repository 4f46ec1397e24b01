package io.landlord.language;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.diagnostic.Severity;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskContext;
import io.landlord.api.handler.TaskHandler;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.RetryPolicy;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.machine.program.Action;
import io.landlord.machine.program.CallPolicy;
import io.landlord.machine.program.Program;
import io.landlord.machine.program.Template;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DefinitionCompilerTest {
    private static final String YAML = """
            # a comment
            document: { dsl: '1.0.3', namespace: test, name: compiler, version: '0.1.0' }
            do:
              - make:
                  call: createDatabase
                  with: { name: "${ .name }", size: 1.0 }
              - get:
                  call: http
                  with: { method: get, endpoint: https://example.com }
            """;
    private static final String JSON = """
            {"do":[{"make":{"with":{"size":1,"name":"${ .name }"},"call":"createDatabase"}},
                   {"get":{"call":"http","with":{"method":"get","endpoint":"https://example.com"}}}],
             "document":{"dsl":"1.0.3","namespace":"test","name":"compiler","version":"0.1.0"}}
            """;

    @Test
    void the_same_document_in_yaml_and_json_has_the_same_hash() {
        assertThat(program(YAML).hash()).isEqualTo(program(JSON).hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void the_hash_tells_any_other_content_apart() {
        String hash = program(YAML).hash();
        WorkflowSpec spec = WorkflowSpec.of("golden", YAML);

        assertThat(program(YAML.replace("size: 1.0", "size: 2")).hash()).isNotEqualTo(hash);
        assertThat(deploy(spec.withTimeout(Duration.ofSeconds(1))).hash()).isNotEqualTo(hash);
        assertThat(deploy(spec.withRetryPolicy(RetryPolicy.once())).hash()).isNotEqualTo(hash);
        assertThat(deploy(spec).hash()).isEqualTo(hash);
    }

    @Test
    void a_call_has_its_handlers_policy_and_http_tries_once() {
        Program program = program(YAML);

        assertThat(policy(program, 1))
                .isEqualTo(new CallPolicy(Duration.ofSeconds(30), RetryPolicy.attempts(3, Duration.ofSeconds(2))));
        assertThat(policy(program, 2)).isEqualTo(new CallPolicy(null, RetryPolicy.once()));
    }

    @Test
    void a_brief_handler_makes_another_program_and_one_that_is_not_the_same_as_ever() {
        TaskHandlers brief = new TaskHandlers().register(new Quick(), HandlerOptions.NONE.withBrief(true));
        TaskHandlers plain = new TaskHandlers().register(new Quick(), HandlerOptions.NONE);
        WorkflowSpec spec = WorkflowSpec.of("brief", """
                document: { dsl: '1.0.3', namespace: test, name: p, version: '0.1.0' }
                do: [ { a: { call: quick } } ]
                """);

        Program local = compiled(spec, brief);
        assertThat(local.hash()).isNotEqualTo(compiled(spec, plain).hash());
        assertThat(policy(local, 1).brief()).isTrue();
        assertThat(policy(compiled(spec, plain), 1).brief()).isFalse();
    }

    private record Quick() implements TaskHandler {
        @Override
        public String name() {
            return "quick";
        }

        @Override
        public JsonNode handle(JsonNode arguments, TaskContext context) {
            return arguments;
        }
    }

    private static Program compiled(WorkflowSpec spec, TaskHandlers handlers) {
        return requireNonNull(DefinitionCompiler.compile(spec, handlers, DefinitionCompiler.Mode.DEPLOY)
                .program());
    }

    @Test
    void the_workflows_policy_replaces_that_of_every_call_and_keeps_the_timeouts() {
        RetryPolicy own = RetryPolicy.attempts(7, Duration.ofMillis(5));
        Program program = deploy(WorkflowSpec.of("golden", YAML).withRetryPolicy(own));

        assertThat(policy(program, 1)).isEqualTo(new CallPolicy(Duration.ofSeconds(30), own));
        assertThat(policy(program, 2)).isEqualTo(new CallPolicy(null, own));
    }

    @Test
    void the_specs_timeout_is_the_programs_limit() {
        WorkflowSpec spec = WorkflowSpec.of("golden", YAML).withTimeout(Duration.ofMinutes(3));

        assertThat(deploy(spec).limit()).isEqualTo(Duration.ofMinutes(3));
        assertThat(program(YAML).limit()).isNull();
    }

    @Test
    void a_handler_that_is_not_registered_warns_in_a_check_and_fails_a_deployment() {
        WorkflowSpec spec = WorkflowSpec.of("golden", YAML.replace("createDatabase", "createTable"));

        Compilation check = DefinitionCompiler.compile(spec, Golden.handlers(), DefinitionCompiler.Mode.CHECK);
        Compilation deployment = DefinitionCompiler.compile(spec, Golden.handlers(), DefinitionCompiler.Mode.DEPLOY);

        assertThat(check.program()).isNotNull();
        assertThat(check.diagnostics()).extracting(Diagnostic::severity).containsExactly(Severity.WARNING);
        assertThat(deployment.program()).isNull();
        assertThat(deployment.diagnostics()).extracting(Diagnostic::code).containsExactly("unknown-handler");
    }

    @Test
    void a_byte_order_mark_and_windows_line_ends_change_nothing() {
        assertThat(program("\uFEFF" + YAML.replace("\n", "\r\n")).hash())
                .isEqualTo(program(YAML).hash());
    }

    @Test
    void places_count_in_utf_16_units_and_lines_of_any_ending() {
        String text = "document: { dsl: '1.0.3', namespace: test, name: p, version: '0.1.0' }\r\n"
                + "do:\r\n  - \uD83D\uDE00é:\r\n      set: { a: '\uD83D\uDE00 ${ .x }' }\r\n      wiht: 1\r\n";

        assertThat(Golden.lines(Golden.check(text).diagnostics())).isEqualTo("""
                        4:21 warning embedded-expression this stays text: only a string that is wholly '${ ... }' is an expression
                            write ${ "\uD83D\uDE00 \\(.x)" }
                        5:7 error unknown-property a 'set' task has no property 'wiht'
                            it has 'set', 'if', 'input', 'output', 'export', 'timeout', 'then', 'metadata'
                        """);
    }

    @Test
    void the_same_mistake_in_what_aliases_repeat_is_told_once() {
        String text = "document: { dsl: '1.0.3', namespace: test, name: p, version: '0.1.0' }\n"
                + "do:\n  - one: &task\n      wait: soon\n  - two: *task\n  - three: *task\n";

        assertThat(Golden.check(text).diagnostics())
                .extracting(Diagnostic::line)
                .containsExactly(4);
    }

    @Test
    void a_definition_keeps_the_order_of_its_properties() {
        Action.Set set = (Action.Set) program("document: { dsl: '1.0.3', namespace: test, name: p, version: '0.1.0' }\n"
                        + "do: [ { a: { set: { z: 1, a: 2, m: 3 } } } ]")
                .task(1)
                .action();

        assertThat(((Template.Literal) set.value()).value().propertyNames()).containsExactly("z", "a", "m");
    }

    private static CallPolicy policy(Program program, int task) {
        return ((Action.Call) program.task(task).action()).policy();
    }

    private static Program program(String definition) {
        return deploy(WorkflowSpec.of("golden", definition));
    }

    private static Program deploy(WorkflowSpec spec) {
        Compilation compilation = DefinitionCompiler.compile(spec, Golden.handlers(), DefinitionCompiler.Mode.DEPLOY);
        assertThat(compilation.diagnostics()).isEmpty();
        return requireNonNull(compilation.program());
    }
}
