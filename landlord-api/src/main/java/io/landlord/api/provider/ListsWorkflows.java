package io.landlord.api.provider;

import io.landlord.api.workflow.WorkflowSummary;
import java.util.List;

/** The capability to list what is deployed. */
public interface ListsWorkflows {

    /** Every deployed workflow, ordered by id. */
    List<WorkflowSummary> listWorkflows();
}
