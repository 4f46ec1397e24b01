/**
 * Serverless Workflow documents become programs, or diagnostics that say what is wrong and where.
 * Start with {@link io.landlord.language.DefinitionCompiler}; a document is first read with positions
 * ({@code reader}), then checked and compiled in one pass ({@code compile}).
 */
@NullMarked
package io.landlord.language;

import org.jspecify.annotations.NullMarked;
