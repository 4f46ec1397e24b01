/**
 * Problems of a document as values: what is wrong, where, and what to do. Start with
 * {@link io.landlord.api.diagnostic.Diagnostic}.
 */
@NullMarked
package io.landlord.api.diagnostic;

import org.jspecify.annotations.NullMarked;
