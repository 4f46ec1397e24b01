package io.landlord.language.sdk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.diagnostic.Diagnostic;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler;
import io.landlord.machine.program.Program;
import io.serverlessworkflow.api.types.Workflow;
import io.serverlessworkflow.fluent.spec.WorkflowBuilder;
import org.junit.jupiter.api.Test;

class SdkWorkflowsTest {

    @Test
    void a_workflow_built_with_the_fluent_dsl_compiles() {
        Workflow workflow = WorkflowBuilder.workflow("order", "shop", "1.2.0")
                .tasks(tasks -> tasks.set("start", set -> set.put("a", "${ .b }"))
                        .forEach(
                                "each",
                                loop -> loop.each("color")
                                        .in(".colors")
                                        .at("place")
                                        .tasks(inner -> inner.set("mark", "${ $color }")))
                        .fork(
                                "both",
                                fork -> fork.compete(true)
                                        .branches(branches ->
                                                branches.set("left", "${ 1 }").set("right", "${ 2 }")))
                        .switchCase(
                                "choose",
                                cases -> cases.on(
                                                "red",
                                                one -> one.when(".a == 1").then("pet"))
                                        .onDefault("risky"))
                        .http("pet", http -> http.method("get").endpoint("https://example.com/pets/{id}"))
                        .tryCatch(
                                "risky",
                                attempt -> attempt.tryHandler(inner -> inner.raise(
                                                "fail",
                                                raise -> raise.error(error -> error.type("https://example.com/bad")
                                                        .status(400)
                                                        .title("Bad"))))
                                        .catchHandler(handling -> handling.as("problem")
                                                .when("$problem.status == 400")
                                                .errorsWith(errors ->
                                                        errors.status(400).type("https://example.com/bad"))
                                                .doTasks(inner -> inner.set("note", "${ $problem }")))))
                .build();

        Program program = compile(workflow);

        assertThat(program.namespace()).isEqualTo("shop");
        assertThat(program.name()).isEqualTo("order");
        assertThat(program.version()).isEqualTo("1.2.0");
        assertThat(program.tasks())
                .extracting(task -> task.action().kind() + " " + task.name())
                .containsExactly(
                        "do ",
                        "set start",
                        "for each",
                        "set mark",
                        "fork both",
                        "set left",
                        "set right",
                        "switch choose",
                        "call pet",
                        "try risky",
                        "raise fail",
                        "set note");
    }

    private static Program compile(Workflow workflow) {
        WorkflowSpec spec = WorkflowSpec.of("sdk", SdkWorkflows.definition(workflow));
        Compilation compilation = DefinitionCompiler.compile(spec, new TaskHandlers(), DefinitionCompiler.Mode.CHECK);
        assertThat(compilation.diagnostics()).extracting(Diagnostic::code).containsOnly("unknown-handler");
        return requireNonNull(compilation.program());
    }
}
