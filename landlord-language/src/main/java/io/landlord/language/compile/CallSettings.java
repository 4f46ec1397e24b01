package io.landlord.language.compile;

import io.landlord.api.handler.TaskHandlers;
import io.landlord.api.workflow.RetryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What calls depend on besides the document.
 *
 * @param retryPolicy replaces the retry policy of every call
 * @param unknownIsError whether a call of a handler that is not registered refuses the document
 */
public record CallSettings(TaskHandlers handlers, @Nullable RetryPolicy retryPolicy, boolean unknownIsError) {}
