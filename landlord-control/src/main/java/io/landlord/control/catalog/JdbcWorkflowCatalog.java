package io.landlord.control.catalog;

import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.control.store.ControlDatabase;
import io.landlord.core.catalog.DeployedWorkflow;
import io.landlord.core.catalog.ProgramCache;
import io.landlord.core.catalog.WorkflowCatalog;
import io.landlord.core.catalog.WorkflowVersion;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler.Mode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalog in the control plane's database: it survives the process, and several servers share it. It keeps the owners of about
 * the newest 1,000,000 executions; who asks for an older one names its provider. Compiled programs are kept by each process.
 */
public final class JdbcWorkflowCatalog implements WorkflowCatalog {
    private static final long EXECUTIONS = 1_000_000;
    private static final long PURGE_EACH = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Two deployments in one moment may have one rank; then the provider's name decides, for everybody alike. */
    private static final String IS_OWNER = """
            NOT EXISTS (SELECT 1 FROM workflow_deployment o WHERE o.workflow_id = d.workflow_id
                AND (o.owner_rank, o.provider) > (d.owner_rank, d.provider))
            """;

    private static final String NEWEST = """
            SELECT v.* FROM workflow_deployment d JOIN workflow_version v
                ON v.workflow_id = d.workflow_id AND v.provider = d.provider AND v.version = d.version
            """;

    private final ControlDatabase database;
    private final Clock clock;
    private final long keptExecutions;
    private final ProgramCache programs = new ProgramCache();
    private final AtomicLong startsUntilPurge = new AtomicLong(PURGE_EACH);

    /** @param clock tells when a version is recorded */
    public JdbcWorkflowCatalog(ControlDatabase database, Clock clock) {
        this(database, clock, EXECUTIONS);
    }

    JdbcWorkflowCatalog(ControlDatabase database, Clock clock, long keptExecutions) {
        this.database = database;
        this.clock = clock;
        this.keptExecutions = keptExecutions;
    }

    @Override
    public void deployed(CreateWorkflowResult deployment, WorkflowSpec spec) {
        String definition = JSON.writeValueAsString(spec);
        database.inTransaction(() -> {
            // Its row is locked from here on: versions are recorded one after the other.
            own(deployment);
            if (contentHash(deployment).filter(deployment.contentHash()::equals).isEmpty()) {
                record(deployment, definition);
            }
        });
    }

    @Override
    public void deleted(String workflowId, String provider) {
        database.inTransaction(() -> {
            for (String table : List.of("workflow_deployment", "workflow_version")) {
                database.jdbc()
                        .sql("DELETE FROM " + table + " WHERE workflow_id = :workflow AND provider = :provider")
                        .param("workflow", workflowId)
                        .param("provider", provider)
                        .update();
            }
        });
    }

    @Override
    public void started(ExecutionResult execution, String provider) {
        database.inTransaction(() -> database.jdbc()
                .sql("""
                        INSERT INTO execution_owner (execution_id, provider) VALUES (:execution, :provider)
                        ON CONFLICT (execution_id, provider) DO NOTHING
                        """)
                .param("execution", execution.executionId())
                .param("provider", provider)
                .update());
        if (startsUntilPurge.decrementAndGet() == 0) {
            startsUntilPurge.set(PURGE_EACH);
            purge();
        }
    }

    @Override
    public Optional<String> workflowOwner(String workflowId) {
        return database.jdbc()
                .sql("SELECT d.provider FROM workflow_deployment d WHERE d.workflow_id = :workflow AND " + IS_OWNER)
                .param("workflow", workflowId)
                .query((row, number) -> row.getString(1))
                .optional();
    }

    @Override
    public Set<String> executionOwners(String executionId) {
        return new TreeSet<>(database.jdbc()
                .sql("SELECT provider FROM execution_owner WHERE execution_id = :execution")
                .param("execution", executionId)
                .query((row, number) -> row.getString(1))
                .list());
    }

    @Override
    public List<WorkflowVersion> versions(String workflowId, String provider) {
        return database.jdbc()
                .sql("""
                        SELECT version, content_hash, deployed_at FROM workflow_version
                        WHERE workflow_id = :workflow AND provider = :provider ORDER BY number
                        """)
                .param("workflow", workflowId)
                .param("provider", provider)
                .query((row, number) -> new WorkflowVersion(
                        workflowId, provider, row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))))
                .list();
    }

    @Override
    public Optional<DeployedWorkflow> find(String workflowId) {
        return database.jdbc()
                .sql(NEWEST + " WHERE d.workflow_id = :workflow AND " + IS_OWNER)
                .param("workflow", workflowId)
                .query(JdbcWorkflowCatalog::workflow)
                .optional();
    }

    @Override
    public Optional<DeployedWorkflow> find(String workflowId, String provider) {
        return database.jdbc()
                .sql(NEWEST + " WHERE d.workflow_id = :workflow AND d.provider = :provider")
                .param("workflow", workflowId)
                .param("provider", provider)
                .query(JdbcWorkflowCatalog::workflow)
                .optional();
    }

    @Override
    public Optional<DeployedWorkflow> find(String workflowId, String provider, String version) {
        return database.jdbc()
                .sql("""
                        SELECT * FROM workflow_version
                        WHERE workflow_id = :workflow AND provider = :provider AND version = :version
                        """)
                .param("workflow", workflowId)
                .param("provider", provider)
                .param("version", version)
                .query(JdbcWorkflowCatalog::workflow)
                .optional();
    }

    @Override
    public List<DeployedWorkflow> list(int limit, @Nullable String after) {
        WorkflowCatalog.requireLimit(limit);
        return database.jdbc()
                .sql(NEWEST + " WHERE d.workflow_id > :after AND " + IS_OWNER + " ORDER BY d.workflow_id LIMIT :limit")
                // No id is empty, so all come after this one.
                .param("after", after == null ? "" : after)
                .param("limit", limit)
                .query(JdbcWorkflowCatalog::workflow)
                .list();
    }

    @Override
    public Compilation compile(WorkflowSpec spec, TaskHandlers handlers, Mode mode) {
        return programs.compile(spec, handlers, mode);
    }

    private void own(CreateWorkflowResult deployment) {
        database.jdbc()
                .sql("""
                        INSERT INTO workflow_deployment (workflow_id, provider, version, owner_rank)
                        VALUES (:workflow, :provider, :version, (SELECT COALESCE(MAX(o.owner_rank), 0) + 1
                            FROM workflow_deployment o WHERE o.workflow_id = :workflow))
                        ON CONFLICT (workflow_id, provider) DO UPDATE SET owner_rank = excluded.owner_rank
                        """)
                .param("workflow", deployment.workflowId())
                .param("provider", deployment.provider())
                .param("version", deployment.version())
                .update();
    }

    private Optional<String> contentHash(CreateWorkflowResult deployment) {
        return database.jdbc()
                .sql("""
                        SELECT content_hash FROM workflow_version
                        WHERE workflow_id = :workflow AND provider = :provider AND version = :version
                        """)
                .param("workflow", deployment.workflowId())
                .param("provider", deployment.provider())
                .param("version", deployment.version())
                .query((row, number) -> row.getString(1))
                .optional();
    }

    /** The newest version, in place of one of its name that had other content. */
    private void record(CreateWorkflowResult deployment, String spec) {
        database.jdbc()
                .sql("""
                        INSERT INTO workflow_version
                            (workflow_id, provider, version, content_hash, number, spec, deployed_at)
                        VALUES (:workflow, :provider, :version, :hash, (SELECT COALESCE(MAX(o.number), 0) + 1
                            FROM workflow_version o WHERE o.workflow_id = :workflow AND o.provider = :provider),
                            :spec, :now)
                        ON CONFLICT (workflow_id, provider, version) DO UPDATE SET content_hash = excluded.content_hash,
                            number = excluded.number, spec = excluded.spec, deployed_at = excluded.deployed_at
                        """)
                .param("workflow", deployment.workflowId())
                .param("provider", deployment.provider())
                .param("version", deployment.version())
                .param("hash", deployment.contentHash())
                .param("spec", spec)
                .param("now", clock.millis())
                .update();
        database.jdbc()
                .sql("""
                        UPDATE workflow_deployment SET version = :version
                        WHERE workflow_id = :workflow AND provider = :provider
                        """)
                .param("version", deployment.version())
                .param("workflow", deployment.workflowId())
                .param("provider", deployment.provider())
                .update();
    }

    private void purge() {
        database.inTransaction(() -> database.jdbc()
                .sql("DELETE FROM execution_owner WHERE number <= (SELECT MAX(number) FROM execution_owner) - :kept")
                .param("kept", keptExecutions)
                .update());
    }

    private static DeployedWorkflow workflow(ResultSet row, int number) throws SQLException {
        return new DeployedWorkflow(
                JSON.readValue(row.getString("spec"), WorkflowSpec.class),
                row.getString("provider"),
                row.getString("version"),
                row.getString("content_hash"),
                Instant.ofEpochMilli(row.getLong("deployed_at")));
    }
}
