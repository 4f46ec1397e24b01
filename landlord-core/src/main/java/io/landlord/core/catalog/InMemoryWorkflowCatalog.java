package io.landlord.core.catalog;

import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler.Mode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The catalog of one process, gone with it. It keeps the owners of the newest 100,000 executions. */
public final class InMemoryWorkflowCatalog implements WorkflowCatalog {
    private static final int EXECUTIONS = 100_000;

    private final Clock clock;
    private final Object lock = new Object();
    /** By id; for each workflow its providers, the owner last, each with the versions there, the newest last. */
    private final NavigableMap<String, SequencedMap<String, List<DeployedWorkflow>>> workflows = new TreeMap<>();

    private final SequencedMap<String, Set<String>> executions = new LinkedHashMap<>();
    private final ProgramCache programs = new ProgramCache();

    /** A catalog with the system's time. */
    public InMemoryWorkflowCatalog() {
        this(Clock.systemUTC());
    }

    /** @param clock tells when a version is recorded */
    public InMemoryWorkflowCatalog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void deployed(CreateWorkflowResult deployment, WorkflowSpec spec) {
        DeployedWorkflow fresh = new DeployedWorkflow(
                spec,
                deployment.provider(),
                deployment.version(),
                deployment.contentHash(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        synchronized (lock) {
            SequencedMap<String, List<DeployedWorkflow>> providers =
                    workflows.computeIfAbsent(deployment.workflowId(), id -> new LinkedHashMap<>());
            List<DeployedWorkflow> known = providers.remove(fresh.provider());
            List<DeployedWorkflow> versions = known == null ? new ArrayList<>() : known;
            if (versions.stream().noneMatch(version -> isSame(version, fresh))) {
                versions.removeIf(version -> version.version().equals(fresh.version()));
                versions.add(fresh);
            }
            providers.putLast(fresh.provider(), versions);
        }
    }

    private static boolean isSame(DeployedWorkflow left, DeployedWorkflow right) {
        return left.version().equals(right.version()) && left.contentHash().equals(right.contentHash());
    }

    @Override
    public void deleted(String workflowId, String provider) {
        synchronized (lock) {
            workflows.computeIfPresent(workflowId, (id, providers) -> {
                providers.remove(provider);
                return providers.isEmpty() ? null : providers;
            });
        }
    }

    @Override
    public void started(ExecutionResult execution, String provider) {
        synchronized (lock) {
            executions
                    .computeIfAbsent(execution.executionId(), id -> new TreeSet<>())
                    .add(provider);
            if (executions.size() > EXECUTIONS) {
                executions.pollFirstEntry();
            }
        }
    }

    @Override
    public Optional<String> workflowOwner(String workflowId) {
        synchronized (lock) {
            return Optional.ofNullable(workflows.get(workflowId))
                    .map(providers -> providers.lastEntry().getKey());
        }
    }

    @Override
    public Set<String> executionOwners(String executionId) {
        synchronized (lock) {
            return new TreeSet<>(executions.getOrDefault(executionId, Set.of()));
        }
    }

    @Override
    public List<WorkflowVersion> versions(String workflowId, String provider) {
        synchronized (lock) {
            return onProvider(workflowId, provider).stream()
                    .map(version -> new WorkflowVersion(
                            workflowId, provider, version.version(), version.contentHash(), version.deployedAt()))
                    .toList();
        }
    }

    @Override
    public Optional<DeployedWorkflow> find(String workflowId, String provider) {
        synchronized (lock) {
            List<DeployedWorkflow> versions = onProvider(workflowId, provider);
            return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
        }
    }

    @Override
    public Optional<DeployedWorkflow> find(String workflowId, String provider, String version) {
        synchronized (lock) {
            return onProvider(workflowId, provider).stream()
                    .filter(known -> known.version().equals(version))
                    .findFirst();
        }
    }

    private List<DeployedWorkflow> onProvider(String workflowId, String provider) {
        SequencedMap<String, List<DeployedWorkflow>> providers = workflows.get(workflowId);
        return providers == null ? List.of() : providers.getOrDefault(provider, List.of());
    }

    @Override
    public List<DeployedWorkflow> list(int limit, @Nullable String after) {
        WorkflowCatalog.requireLimit(limit);
        synchronized (lock) {
            return (after == null ? workflows : workflows.tailMap(after, false))
                    .values().stream()
                            .limit(limit)
                            .map(providers -> providers.lastEntry().getValue().getLast())
                            .toList();
        }
    }

    @Override
    public Compilation compile(WorkflowSpec spec, TaskHandlers handlers, Mode mode) {
        return programs.compile(spec, handlers, mode);
    }
}
