package io.landlord.cli.demo;

import io.landlord.api.credential.Credential;
import io.landlord.cli.console.CliFailure;
import io.landlord.cli.console.Console;
import io.landlord.cli.console.DurationText;
import io.landlord.cli.console.ExitCode;
import io.landlord.cli.console.JsonText;
import io.landlord.cli.console.Progress;
import io.landlord.cli.dev.ServerProgram;
import io.landlord.cli.remote.ApiClient;
import io.landlord.cli.remote.Waiting;
import io.landlord.provisioner.postgres.embedded.EmbeddedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the demo does, in order. Everything is asked of the server over HTTP, as any client would; everything claimed is asked of
 * PostgreSQL itself, and a claim that does not hold is a {@link CliFailure}.
 */
final class Demo {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 20;
    private static final String TEMPLATE = "tenant-database";
    private static final String FAILING = "tenant-database-failing";

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

    private final Console console;
    private final Story story;
    private final DemoServers servers;

    Demo(Console console, Story story, DemoServers servers) {
        this.console = console;
        this.story = story;
        this.servers = servers;
    }

    void tell(ServerProgram program, boolean onTemporal) throws InterruptedException {
        story.chapter(
                onTemporal
                        ? "A PostgreSQL, a Landlord server on Temporal, and a worker in a process of its own"
                        : "A PostgreSQL and a Landlord server, for this demo alone");
        long begun = System.nanoTime();
        EmbeddedServer postgres = servers.startPostgres();
        String version =
                DemoServers.ask(postgres, "SHOW server_version").first().split(" ")[0];
        String url = postgres.url();
        story.fact("PostgreSQL " + version + " is up at " + url.substring(url.indexOf("//") + 2, url.lastIndexOf('/'))
                + " (" + DemoServers.since(begun) + "): logins by SCRAM, writes durable");
        DemoTemporal temporal = null;
        if (onTemporal) {
            temporal = servers.findTemporal(console, line -> {});
            story.fact(temporal.whereItIs());
        }
        begun = System.nanoTime();
        ApiClient api = servers.startLandlord(console, program, postgres);
        story.fact(
                "Landlord is ready at " + api.url("") + " (" + DemoServers.since(begun) + "), its own state in SQLite");
        if (onTemporal) {
            begun = System.nanoTime();
            long pid = servers.startWorker(postgres);
            story.fact("a worker takes work, as process " + pid + " (" + DemoServers.since(begun) + ")");
        }

        DemoServers.Inventory empty = DemoServers.inventory(postgres);
        if (temporal == null) {
            askForTwo(api);
        } else {
            loseTheWorker(api, postgres, temporal, empty);
        }
        logIn(api, postgres);
        failHalfWay(api, postgres);
        remove(api, postgres, empty);
    }

    private void askForTwo(ApiClient api) throws InterruptedException {
        story.chapter("Two tenants are asked for: acme on the plan basic, globex on premium");
        String acme = apply(api, "acme", JsonText.object().put("plan", "basic"));
        String globex = apply(api, "globex", JsonText.object().put("plan", "premium"));
        story.fact("both accepted at once; these are the steps for acme:");
        ready(api, "acme", await(api, acme, story.progress()));
        ready(api, "globex", await(api, globex, null));
        story.note("  their passwords are kept sealed as credentials, and stand in no workflow data");
    }

    /** The worker dies when the first role is there and the tenants are not: nothing of it may be lost or made twice. */
    private void loseTheWorker(
            ApiClient api, EmbeddedServer postgres, DemoTemporal temporal, DemoServers.Inventory empty)
            throws InterruptedException {
        story.chapter("Two tenants are asked for, and the worker is killed in the midst of them");
        String acme = apply(api, "acme", JsonText.object().put("plan", "basic"));
        String globex = apply(api, "globex", JsonText.object().put("plan", "premium"));
        story.fact("acme on the plan basic and globex on premium: both accepted at once");
        long begun = System.nanoTime();
        DemoServers.Inventory seen = DemoServers.inventory(postgres);
        while (seen.roles().equals(empty.roles())) {
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw surprise("the worker makes no tenant");
            }
            Thread.sleep(LOOK_MILLIS);
            seen = DemoServers.inventory(postgres);
        }
        temporal.killWorker();
        DemoServers.Inventory left = DemoServers.inventory(postgres);
        story.fact("kill -9: the worker is gone; PostgreSQL has " + count(empty.roles(), left.roles(), "role") + " and "
                + count(empty.databases(), left.databases(), "database") + " of them");
        begun = System.nanoTime();
        story.fact("another worker takes work, as process " + servers.startWorker(postgres) + " ("
                + DemoServers.since(begun) + "); these are the steps for acme, by both:");
        ready(api, "acme", await(api, acme, story.progress()));
        ready(api, "globex", await(api, globex, null));
        DemoServers.Inventory after = DemoServers.inventory(postgres);
        if (after.roles().size() != empty.roles().size() + 2
                || after.databases().size() != empty.databases().size() + 2) {
            throw surprise("two tenants were asked for; before there was " + empty + ", now " + after);
        }
        story.fact("each was made once: two roles and two databases more than before");
        if (!temporal.list().isEmpty()) {
            story.note("  while this runs, Temporal's UI shows it: " + temporal.list());
        }
    }

    private static String count(Set<String> before, Set<String> now, String what) {
        int more = now.size() - before.size();
        return more + " " + what + (more == 1 ? "" : "s");
    }

    private void ready(ApiClient api, String name, JsonNode operation) {
        JsonNode tenant = api.get(path(name));
        if (!text(tenant, "state").equals("ready")) {
            throw surprise("tenant " + name + " is not ready: " + JsonText.compact(tenant));
        }
        story.fact(name + " is ready after " + took(operation) + ": database "
                + text(tenant.path("outputs"), "database") + ", role " + text(tenant.path("outputs"), "role"));
    }

    private void logIn(ApiClient api, EmbeddedServer postgres) {
        story.chapter("acme logs in, and gets nowhere else");
        JsonNode outputs = api.get(path("acme")).path("outputs");
        Credential credential = credential(api, "acme");
        TenantSession session = new TenantSession(credential);
        String read = session.writeAndRead(text(outputs, "url"), "hello from acme");
        story.fact("logged in to " + text(outputs, "database") + " as " + credential.username()
                + ", made a table, wrote a row, read it back: \"" + read + "\"");
        String other = text(api.get(path("globex")).path("outputs"), "database");
        for (String database : List.of(other, "postgres", "template1")) {
            story.fact("into " + database + ": " + session.refusal(DemoServers.urlOf(postgres, database)));
        }
        Credential guessed = new Credential(credential.username(), "guessed", Map.of());
        story.fact("with a guessed password: " + new TenantSession(guessed).refusal(text(outputs, "url")));
    }

    private static Credential credential(ApiClient api, String tenant) {
        JsonNode first = api.get(ApiClient.path("tenants", tenant, "credentials"))
                .path("items")
                .path(0);
        return new Credential(text(first, "username"), text(first, "password"), Map.of());
    }

    private void failHalfWay(ApiClient api, EmbeddedServer postgres) throws InterruptedException {
        story.chapter("Tenant initech fails half-way: its template has one more step, which always fails");
        DemoServers.Inventory before = DemoServers.inventory(postgres);
        putFailingTemplate(api);
        JsonNode failed =
                await(api, apply(api, "initech", JsonText.object().put("template", FAILING)), story.progress());
        JsonNode tenant = api.get(path("initech"));
        JsonNode reason = tenant.path("reason");
        if (!text(failed, "state").equals("failed")
                || !text(tenant, "state").equals("failed")
                || !text(reason, "task").equals("failOnPurpose")) {
            throw surprise("the provisioning of initech ended as " + JsonText.compact(tenant));
        }
        DemoServers.Inventory after = DemoServers.inventory(postgres);
        if (!after.equals(before)) {
            throw surprise("the failed provisioning left something: before " + before + ", after " + after);
        }
        story.fact("nothing is left of it: still " + after.roles().size() + " roles and "
                + after.databases().size() + " databases, as before");
        story.fact("the tenant says why: " + text(reason, "message"));
        story.note("  and what to do: " + text(reason, "hint").replace("; or", ";\n                     or"));
        JsonNode mended = await(api, apply(api, "initech", JsonText.object().put("template", TEMPLATE)), null);
        story.note("  So it is applied again, with the template that works:");
        ready(api, "initech", mended);
    }

    private static void putFailingTemplate(ApiClient api) {
        JsonNode template = api.get(ApiClient.path("templates", TEMPLATE));
        String definition = text(template, "definition");
        if (!definition.contains(LAST_STEP)) {
            throw surprise("the template has no step verifyLogin to put a failing one before");
        }
        ApiClient.Answer ignored = api.put(
                ApiClient.path("templates", FAILING),
                JsonText.object()
                        .put("description", "fails on purpose")
                        .put("definition", definition.replace(LAST_STEP, FAILING_STEP + LAST_STEP))
                        .put("removal", text(template, "removal")));
    }

    private void remove(ApiClient api, EmbeddedServer postgres, DemoServers.Inventory empty)
            throws InterruptedException {
        story.chapter("All of them leave");
        Map<String, String> operations = new LinkedHashMap<>();
        for (String tenant : List.of("acme", "globex", "initech")) {
            operations.put(tenant, text(api.delete(path(tenant)).body(), "id"));
        }
        for (Map.Entry<String, String> operation : operations.entrySet()) {
            String tenant = operation.getKey();
            JsonNode ended = await(api, operation.getValue(), null);
            String state = text(api.get(path(tenant)), "state");
            if (!state.equals("deleted")) {
                throw surprise("tenant " + tenant + " is " + state + " after its removal");
            }
            JsonNode left =
                    api.get(ApiClient.path("tenants", tenant, "credentials")).path("items");
            if (!left.isEmpty()) {
                throw surprise("tenant " + tenant + " left a credential");
            }
            story.fact(
                    tenant + " is deleted: its database, its role and its credential are gone (" + took(ended) + ")");
        }
        DemoServers.Inventory left = DemoServers.inventory(postgres);
        if (!left.equals(empty)) {
            throw surprise("something is left: at the beginning " + empty + ", now " + left);
        }
        story.fact("PostgreSQL is as it was: databases " + String.join(", ", left.databases()) + "; no tenant's role");
    }

    /** Asks for a tenant; the id of the operation. */
    private static String apply(ApiClient api, String tenant, ObjectNode wanted) {
        return text(api.put(path(tenant), wanted).body(), "id");
    }

    private JsonNode await(ApiClient api, String operation, @Nullable Progress progress) throws InterruptedException {
        return Waiting.atMost(LONGEST, api, console, progress).operation(operation);
    }

    private static String path(String tenant) {
        return ApiClient.path("tenants", tenant);
    }

    /** How long an operation was under way, from the request on. */
    private static String took(JsonNode operation) {
        return DurationText.of(Duration.between(
                Instant.parse(text(operation, "createdAt")), Instant.parse(text(operation, "endedAt"))));
    }

    private static String text(JsonNode object, String name) {
        JsonNode value = object.path(name);
        if (!value.isString()) {
            throw surprise("there is no " + name + " in " + JsonText.compact(object));
        }
        return value.stringValue();
    }

    private static CliFailure surprise(String what) {
        return new CliFailure(ExitCode.INTERNAL, what, "this should not happen; everything is cleaned up all the same");
    }
}
