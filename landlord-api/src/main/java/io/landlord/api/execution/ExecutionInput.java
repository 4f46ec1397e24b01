package io.landlord.api.execution;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What starts an execution.
 *
 * <p>The name makes starting idempotent: within one workflow the same name and input is the same execution, also after it
 * has ended; the same name with another input is a conflict. The tag {@value #TENANT_TAG} names the tenant the execution
 * works for, {@value #CORRELATION_TAG} the request that caused it; handlers see both. {@value #PARENT_TAG} is set by engines:
 * the id of the execution whose {@code run} task started this one.
 *
 * @param executionName the name, unique within the workflow; {@code null} lets the facade make one
 * @param input any JSON value
 * @param tags free labels
 */
public record ExecutionInput(@Nullable String executionName, JsonNode input, Map<String, String> tags) {
    /** The tag that names the tenant. */
    public static final String TENANT_TAG = "tenant";

    /** The tag that carries the id of the request which caused the execution, for logs and handlers. */
    public static final String CORRELATION_TAG = "correlation";

    /** The tag that names the execution of which this one is a child. */
    public static final String PARENT_TAG = "parent";

    public ExecutionInput {
        requireNonNull(input, "input");
        tags = Map.copyOf(tags);
    }

    /** An execution of this name with this input and no tags. */
    public static ExecutionInput of(String executionName, JsonNode input) {
        return new ExecutionInput(executionName, input, Map.of());
    }
}
