package io.landlord.core.catalog;

import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.CreateWorkflowResult;
import io.landlord.api.workflow.WorkflowSpec;
import io.landlord.language.Compilation;
import io.landlord.language.DefinitionCompiler.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/** The catalog of one process, gone with it. It keeps the owners of the newest 100,000 executions. */
public final class InMemoryWorkflowCatalog implements WorkflowCatalog {
    private static final int EXECUTIONS = 100_000;

    private final Object lock = new Object();
    /** For each workflow its providers, the owner last, each with the versions there. */
    private final Map<String, SequencedMap<String, List<WorkflowVersion>>> workflows = new HashMap<>();

    private final SequencedMap<String, Set<String>> executions = new LinkedHashMap<>();
    private final ProgramCache programs = new ProgramCache();

    @Override
    public void deployed(CreateWorkflowResult deployment) {
        WorkflowVersion version = new WorkflowVersion(
                deployment.workflowId(), deployment.provider(), deployment.version(), deployment.contentHash());
        synchronized (lock) {
            SequencedMap<String, List<WorkflowVersion>> providers =
                    workflows.computeIfAbsent(version.workflowId(), id -> new LinkedHashMap<>());
            List<WorkflowVersion> known = providers.remove(version.provider());
            List<WorkflowVersion> versions = known == null ? new ArrayList<>() : known;
            if (!versions.contains(version)) {
                versions.add(version);
            }
            providers.putLast(version.provider(), versions);
        }
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
            SequencedMap<String, List<WorkflowVersion>> providers = workflows.get(workflowId);
            return providers == null ? List.of() : List.copyOf(providers.getOrDefault(provider, List.of()));
        }
    }

    @Override
    public Compilation compile(WorkflowSpec spec, TaskHandlers handlers, Mode mode) {
        return programs.compile(spec, handlers, mode);
    }
}
