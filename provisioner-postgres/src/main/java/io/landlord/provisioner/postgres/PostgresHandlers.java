package io.landlord.provisioner.postgres;

import static io.landlord.provisioner.postgres.Arguments.CLAIM;
import static io.landlord.provisioner.postgres.Arguments.LIMITS;
import static io.landlord.provisioner.postgres.Arguments.PLAN;
import static io.landlord.provisioner.postgres.Arguments.TENANT;

import io.landlord.api.credential.CredentialStore;
import io.landlord.api.handler.HandlerOptions;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.RetryPolicy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The task handlers that make and unmake one tenant's database. All but {@code postgres.restrict-access} take {@code tenant}, a name of 1 to 40 lower-case letters,
 * digits and {@code -} that begins with a letter.
 *
 * <table>
 * <caption>The handlers, in the order in which a workflow calls them</caption>
 * <tr><th>name</th><th>what it does</th><th>takes also</th><th>gives</th></tr>
 * <tr><td>{@code postgres.prepare}</td><td>checks the names and that nobody else's things have them; makes nothing</td>
 *     <td>plan, limits, claim</td>
 *     <td>tenant, plan, limits, role, database, url, credential, claim, limitsBefore</td></tr>
 * <tr><td>{@code postgres.restrict-access}</td><td>takes the right to connect from the public, on {@code postgres},
 *     {@code template1}, the administrator's database and all databases of tenants</td><td></td><td>publicAccess</td></tr>
 * <tr><td>{@code postgres.store-credential}</td><td>makes up a password and keeps it in the store</td>
 *     <td>claim</td><td>credential</td></tr>
 * <tr><td>{@code postgres.create-role}</td><td>makes the role that logs in with it</td><td>claim</td><td>role</td></tr>
 * <tr><td>{@code postgres.apply-limits}</td><td>limits connections and the time of a statement</td>
 *     <td>plan, limits</td><td>plan, connections, statementTimeout</td></tr>
 * <tr><td>{@code postgres.create-database}</td><td>makes the database, owned by the role and closed to others</td>
 *     <td>claim</td><td>database, url</td></tr>
 * <tr><td>{@code postgres.migrate}</td><td>brings the schema to its newest version</td><td></td>
 *     <td>schemaVersion</td></tr>
 * <tr><td>{@code postgres.verify-login}</td><td>logs in as the tenant and proves that it gets nowhere else</td>
 *     <td></td><td>role, database</td></tr>
 * <tr><td>{@code postgres.delete-credential}, {@code postgres.drop-database}, {@code postgres.drop-role}</td>
 *     <td>remove what the others made</td><td>claim</td><td>what was removed, and whether it is still present</td></tr>
 * <tr><td>{@code postgres.restore-limits}</td><td>sets the limits back to those that {@code postgres.prepare} found</td>
 *     <td>limits, its {@code limitsBefore}</td><td>role, restored</td></tr>
 * </table>
 *
 * <p><b>Limits.</b> {@code plan} is one of {@link Plan#ALL}, or any name with {@code limits {connections, statementTimeout}}: 1 to
 * 10,000 connections, an ISO-8601 duration up to 24 days. What {@code limits} does not say is the known plan's; its other members
 * are ignored.
 *
 * <p><b>Claims.</b> {@code postgres.prepare} gives the {@code claim} it was given, else its execution's id. What is made under a claim is marked with
 * it, and removing under a claim leaves alone what was made under another: an execution that fails undoes what it made itself, and
 * never a tenant that was there before; of such a tenant it puts the limits back. Removing without a claim removes all that is the tenant's.
 *
 * <p><b>Repeats.</b> Every call may be repeated, and may be cut short between any two statements; a repeat finishes the work.
 * <b>Ownership.</b> Roles and databases carry a comment that says they are Landlord's. One without it is never touched: the call
 * fails for good with status 409. <b>Failures.</b> What may pass (no connection, no resources, shutdown, conflicts of
 * transactions) is retryable, a {@code communication} error of status 503; the rest is permanent. <b>Secrets.</b> The password is
 * in the store and nowhere else; data carries the reference {@code credential:tenant/database}, and the server gets a SCRAM
 * verifier. Needs PostgreSQL 13 or newer.
 */
public final class PostgresHandlers {
    private static final RetryPolicy RETRIES =
            new RetryPolicy(3, Duration.ofMillis(250), 2, Duration.ofSeconds(2), 0.2, Set.of());
    private static final HandlerOptions OPTIONS =
            HandlerOptions.NONE.withTimeout(Duration.ofSeconds(60)).withRetryPolicy(RETRIES);

    private final PostgresServer server;
    private final Credentials credentials;
    private final Roles roles;
    private final Migrations migrations;
    private final LoginCheck logins;

    private PostgresHandlers(PostgresServer server, CredentialStore store) {
        this.server = server;
        this.credentials = new Credentials(server, store);
        this.roles = new Roles(credentials);
        this.migrations = new Migrations(server, credentials);
        this.logins = new LoginCheck(server, credentials);
    }

    /**
     * Registers all handlers: 60 seconds and three attempts for a call unless the workflow says otherwise. Nothing connects
     * until a handler is called.
     */
    public static void register(TaskHandlers handlers, PostgresServer server, CredentialStore credentials) {
        for (Step step : new PostgresHandlers(server, credentials).steps()) {
            handlers.register(step, OPTIONS);
        }
    }

    private List<Step> steps() {
        return List.of(
                step(
                        "postgres.prepare",
                        "prepare a tenant's database",
                        List.of(TENANT, PLAN, LIMITS, CLAIM),
                        this::prepare),
                step("postgres.restrict-access", "restrict access", List.of(), this::restrictAccess),
                step("postgres.store-credential", "store a credential", List.of(TENANT, CLAIM), this::storeCredential),
                step("postgres.create-role", "create a role", List.of(TENANT, CLAIM), this::createRole),
                step("postgres.apply-limits", "apply limits", List.of(TENANT, PLAN, LIMITS), this::applyLimits),
                step("postgres.restore-limits", "restore limits", List.of(TENANT, LIMITS), this::restoreLimits),
                step("postgres.create-database", "create a database", List.of(TENANT, CLAIM), this::createDatabase),
                step("postgres.migrate", "migrate a database", List.of(TENANT), this::migrate),
                step("postgres.verify-login", "verify a login", List.of(TENANT), this::verifyLogin),
                step(
                        "postgres.delete-credential",
                        "delete a credential",
                        List.of(TENANT, CLAIM),
                        this::deleteCredential),
                step("postgres.drop-database", "drop a database", List.of(TENANT, CLAIM), this::dropDatabase),
                step("postgres.drop-role", "drop a role", List.of(TENANT, CLAIM), this::dropRole));
    }

    private Step step(String name, String doing, List<String> arguments, Step.Work work) {
        return new Step(name, doing, server, arguments, work);
    }

    private JsonNode prepare(Step.Call call) throws SQLException {
        Tenant tenant = call.arguments().tenant();
        Plan plan = call.arguments().plan();
        String given = call.arguments().claim();
        String claim = given == null ? call.context().executionId() : given;
        Admin admin = Admin.of(call.sessions());
        Optional<RoleLimits> before = Roles.limitsBefore(admin, tenant, claim);
        Admin.Database database = admin.database(tenant.database()).orElse(null);
        if (database != null) {
            Databases.requireOurs(admin, database, tenant);
        }
        ObjectNode result = object().put("tenant", tenant.name()).put("plan", plan.name());
        result.set("limits", limits(plan));
        result.put("role", tenant.role())
                .put("database", tenant.database())
                .put("url", server.urlOf(tenant.database()))
                .put("credential", tenant.credential().text())
                .put("claim", claim);
        return result.set(
                "limitsBefore", before.<JsonNode>map(RoleLimits::toJson).orElseGet(JsonNodeFactory.instance::nullNode));
    }

    private JsonNode restrictAccess(Step.Call call) throws SQLException {
        Databases.restrict(call);
        return object().put("publicAccess", false);
    }

    private JsonNode storeCredential(Step.Call call) throws SQLException, InterruptedException {
        Tenant tenant = call.arguments().tenant();
        credentials.create(tenant, call.arguments().claim(), call);
        return object().put("credential", tenant.credential().text());
    }

    private JsonNode createRole(Step.Call call) throws SQLException, InterruptedException {
        Tenant tenant = call.arguments().tenant();
        roles.create(tenant, call.arguments().claim(), call);
        return object().put("role", tenant.role());
    }

    private JsonNode applyLimits(Step.Call call) throws SQLException {
        Tenant tenant = call.arguments().tenant();
        Plan plan = call.arguments().plan();
        roles.limit(tenant, plan, call);
        return object().put("plan", plan.name()).setAll(limits(plan));
    }

    private JsonNode restoreLimits(Step.Call call) throws SQLException {
        Tenant tenant = call.arguments().tenant();
        RoleLimits before = call.arguments().recordedLimits();
        return object().put("role", tenant.role())
                .put("restored", before != null && roles.restore(tenant, before, call));
    }

    private static ObjectNode limits(Plan plan) {
        return object().put("connections", plan.connections())
                .put("statementTimeout", plan.statementTimeout().toString());
    }

    private JsonNode createDatabase(Step.Call call) throws SQLException, InterruptedException {
        Tenant tenant = call.arguments().tenant();
        Databases.create(tenant, call.arguments().claim(), call);
        return object().put("database", tenant.database()).put("url", server.urlOf(tenant.database()));
    }

    private JsonNode migrate(Step.Call call) throws SQLException, InterruptedException {
        return object().put("schemaVersion", migrations.migrate(call.arguments().tenant(), call));
    }

    private JsonNode verifyLogin(Step.Call call) throws SQLException {
        Tenant tenant = call.arguments().tenant();
        logins.check(tenant, call);
        return object().put("role", tenant.role()).put("database", tenant.database());
    }

    private JsonNode deleteCredential(Step.Call call) throws SQLException {
        Tenant tenant = call.arguments().tenant();
        boolean present = credentials.delete(tenant, call.arguments().claim(), call);
        return object().put("credential", tenant.credential().text()).put("present", present);
    }

    private JsonNode dropDatabase(Step.Call call) throws SQLException {
        Tenant tenant = call.arguments().tenant();
        boolean present = Databases.drop(tenant, call.arguments().claim(), call);
        return object().put("database", tenant.database()).put("present", present);
    }

    private JsonNode dropRole(Step.Call call) throws SQLException {
        Tenant tenant = call.arguments().tenant();
        boolean present = roles.drop(tenant, call.arguments().claim(), call);
        return object().put("role", tenant.role()).put("present", present);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
