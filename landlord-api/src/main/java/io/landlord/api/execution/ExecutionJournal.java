package io.landlord.api.execution;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The external events an execution received, in order: the one thing that must be durable. Everything else about an
 * execution is a fold of it.
 *
 * @param executionId the execution's id
 * @param programHash the hash of the linked program that the execution runs
 * @param entries the events in the machine's JSON form, oldest first
 */
public record ExecutionJournal(String executionId, String programHash, List<JsonNode> entries) {
    public ExecutionJournal {
        entries = List.copyOf(entries);
    }
}
