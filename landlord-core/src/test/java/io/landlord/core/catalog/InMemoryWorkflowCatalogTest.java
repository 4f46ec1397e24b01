package io.landlord.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.landlord.api.execution.ExecutionResult;
import io.landlord.api.execution.ExecutionState;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryWorkflowCatalogTest extends WorkflowCatalogContract {

    @Override
    protected WorkflowCatalog emptyCatalog(Clock clock) {
        return new InMemoryWorkflowCatalog(clock);
    }

    @Test
    void the_newest_hundred_thousand_executions_are_known() {
        WorkflowCatalog catalog = new InMemoryWorkflowCatalog();
        for (int number = 0; number <= 100_000; number++) {
            catalog.started(
                    new ExecutionResult("e" + number, "w", "1", ExecutionState.RUNNING, Instant.EPOCH, true), "mock");
        }

        assertThat(catalog.executionOwners("e0")).isEmpty();
        assertThat(catalog.executionOwners("e1")).containsExactly("mock");
        assertThat(catalog.executionOwners("e100000")).containsExactly("mock");
    }
}
