/**
 * Checks a document that has been read, and builds its program in the same pass.
 * Start with {@link io.landlord.language.compile.WorkflowCompiler}, then {@code TaskCompiler}.
 */
@NullMarked
package io.landlord.language.compile;

import org.jspecify.annotations.NullMarked;
