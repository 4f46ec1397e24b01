package io.landlord.cli.demo;

import io.landlord.api.credential.Credential;
import io.landlord.api.credential.CredentialReference;
import io.landlord.api.execution.ExecutionError;
import io.landlord.api.execution.ExecutionState;
import io.landlord.api.execution.ExecutionStatus;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.JsonText;
import io.landlord.cli.local.LocalEngine;
import io.landlord.handlers.ShippedHandlers;
import io.landlord.provider.mock.MockSettings;
import io.landlord.provisioner.postgres.PostgresHandlers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the demo does, in order. Everything goes through the facade and the default workflows of the provisioner; everything
 * claimed is asked of the server itself, and a claim that does not hold is a {@link CliFailure}.
 */
final class Demo {
    private static final String TEMPLATE = "tenant-database.yaml";
    private static final String REMOVAL = "tenant-database-removal.yaml";
    private static final List<String> TENANTS = List.of("acme", "globex", "initech");

    /** The step that is put in front of the template's last one. */
    private static final String LAST_STEP = "        - verifyLogin:\n";

    private static final String FAILING_STEP = """
                    - failOnPurpose:
                        call: fail
                        with:
                          title: Out of luck
                          detail: this step was added to fail
                          retryable: false
            """;

    private final Story story;
    private final DemoServer server;

    Demo(Story story, DemoServer server) {
        this.story = story;
        this.server = server;
    }

    void tell() throws InterruptedException {
        TaskHandlers handlers = ShippedHandlers.register(new TaskHandlers());
        PostgresHandlers.register(handlers, server.administration(), server.credentials());
        try (LocalEngine landlord = new LocalEngine(handlers, MockSettings.wallClock(), "mock")) {
            DemoServer.Inventory empty = server.inventory(TENANTS);
            JsonNode acme = provisionAcme(landlord);
            JsonNode globex = provisionGlobex(landlord);
            logIn(acme, globex);
            failHalfWay(landlord);
            remove(landlord, empty);
        }
    }

    private JsonNode provisionAcme(LocalEngine landlord) throws InterruptedException {
        story.chapter("Tenant acme gets a database, on the plan basic");
        JsonNode made = succeed(landlord, provision(TEMPLATE, resource(TEMPLATE)), tenant("acme", "basic"), true);
        story.fact("database " + text(made, "database") + ", role " + text(made, "role") + "; the password is kept as "
                + text(made, "credential") + " and stands in no workflow data");
        return made;
    }

    private JsonNode provisionGlobex(LocalEngine landlord) throws InterruptedException {
        story.chapter("Tenant globex gets one too, on the plan premium");
        long begun = System.nanoTime();
        JsonNode made = succeed(landlord, provision(TEMPLATE, resource(TEMPLATE)), tenant("globex", "premium"), false);
        story.fact("the same workflow, now without its steps: database " + text(made, "database") + " in "
                + DemoServer.since(begun));
        return made;
    }

    private void logIn(JsonNode acme, JsonNode globex) {
        story.chapter("acme logs in, and gets nowhere else");
        Credential credential = server.credentials()
                .find(CredentialReference.parse(text(acme, "credential")))
                .orElseThrow(() -> surprise("the credential store has no " + text(acme, "credential")));
        TenantSession session = new TenantSession(credential);
        String read = session.writeAndRead(text(acme, "url"), "hello from acme");
        story.fact("logged in to " + text(acme, "database") + " as " + credential.username()
                + ", made a table, wrote a row, read it back: \"" + read + "\"");
        for (String other : List.of(text(globex, "database"), "postgres", "template1")) {
            story.fact("into " + other + ": " + session.refusal(server.urlOf(other)));
        }
        Credential guessed = new Credential(credential.username(), "guessed", credential.properties());
        story.fact("with a guessed password: " + new TenantSession(guessed).refusal(text(acme, "url")));
    }

    private void failHalfWay(LocalEngine landlord) throws InterruptedException {
        story.chapter("Tenant initech fails half-way: its workflow has one more step, which always fails");
        DemoServer.Inventory before = server.inventory(TENANTS);
        String template = resource(TEMPLATE);
        if (!template.contains(LAST_STEP)) {
            throw surprise("the template has no step verifyLogin to put a failing one before");
        }
        String failing = template.replace(LAST_STEP, FAILING_STEP + LAST_STEP);
        ExecutionStatus status = run(landlord, provision("failing", failing), tenant("initech", "basic"), true);
        ExecutionError error = status.error();
        if (status.state() != ExecutionState.FAILED
                || error == null
                || !error.pointer().endsWith("failOnPurpose")) {
            throw surprise(
                    "the provisioning of initech ended as " + status.state().wireName() + problem(error));
        }
        if (status.compensation() == null || !status.compensation().complete()) {
            throw surprise("what was made for initech was not undone");
        }
        DemoServer.Inventory after = server.inventory(TENANTS);
        if (!after.equals(before)) {
            throw surprise("the failed provisioning left something: before " + before + ", after " + after);
        }
        story.fact("failed as it should, and nothing is left of it: still "
                + after.roles().size() + " roles, " + after.databases().size() + " databases, " + after.credentials()
                + " credentials, as before");
    }

    private void remove(LocalEngine landlord, DemoServer.Inventory empty) throws InterruptedException {
        story.chapter("Both tenants leave");
        WorkflowSpec removal = provision(REMOVAL, resource(REMOVAL));
        for (String tenant : List.of("acme", "globex")) {
            long begun = System.nanoTime();
            JsonNode gone = succeed(landlord, removal, JsonText.object().put("tenant", tenant), false);
            story.fact(tenant + ": database " + text(gone, "database") + ", its role and its credential are gone ("
                    + DemoServer.since(begun) + ")");
        }
        DemoServer.Inventory left = server.inventory(TENANTS);
        if (!left.equals(empty)) {
            throw surprise("something is left: at the beginning " + empty + ", now " + left);
        }
        story.fact("the server is as it was: " + String.join(", ", left.databases())
                + "; no tenant's role, no credential");
    }

    private JsonNode succeed(LocalEngine landlord, WorkflowSpec spec, JsonNode input, boolean shown)
            throws InterruptedException {
        ExecutionStatus status = run(landlord, spec, input, shown);
        JsonNode output = status.output();
        if (status.state() != ExecutionState.SUCCEEDED || output == null) {
            throw surprise("workflow " + spec.workflowId() + " with " + JsonText.compact(input) + " ended as "
                    + status.state().wireName() + problem(status.error()));
        }
        return output;
    }

    private ExecutionStatus run(LocalEngine landlord, WorkflowSpec spec, JsonNode input, boolean shown)
            throws InterruptedException {
        Consumer<ExecutionStatus> watcher = shown ? story.progress() : status -> {};
        return landlord.await(landlord.start(spec, input), watcher);
    }

    private static WorkflowSpec provision(String name, String definition) {
        String id = "tenant-database-" + name.replace(".yaml", "").replace("tenant-database", "default");
        return WorkflowSpec.of(id, definition);
    }

    private static ObjectNode tenant(String name, String plan) {
        return JsonText.object().put("tenant", name).put("plan", plan);
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isString()) {
            throw surprise("the workflow's output has no " + name + ": " + JsonText.compact(object));
        }
        return value.stringValue();
    }

    private static String problem(@Nullable ExecutionError error) {
        return error == null ? "" : ": " + error.title() + ", " + error.detail() + " (at " + error.pointer() + ")";
    }

    private static CliFailure surprise(String what) {
        return new CliFailure(ExitCode.INTERNAL, what, "this should not happen; everything is cleaned up all the same");
    }

    private static String resource(String name) {
        try (InputStream stream = PostgresHandlers.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException problem) {
            throw new UncheckedIOException("cannot read " + name, problem);
        }
    }
}
