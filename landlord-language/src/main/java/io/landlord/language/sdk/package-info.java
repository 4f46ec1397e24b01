/**
 * Workflows built with the official Java SDK become definitions.
 * Start with {@link io.landlord.language.sdk.SdkWorkflows}; it needs {@code serverlessworkflow-api} on the class path.
 */
@NullMarked
package io.landlord.language.sdk;

import org.jspecify.annotations.NullMarked;
