package io.landlord.api.provider;

import io.landlord.api.execution.ExecutionSummary;

/**
 * Is told by a provider of the ends of its executions: for measures and notices, never for what must not be lost.
 *
 * <p>Called once by the process in which the execution ended, with its last state; a process that is lost at that moment
 * calls nobody. What it throws is logged and changes nothing. Safe for use by many threads; it must not block.
 */
@FunctionalInterface
public interface ExecutionListener {

    /** An execution has ended. */
    void ended(ExecutionSummary execution);
}
