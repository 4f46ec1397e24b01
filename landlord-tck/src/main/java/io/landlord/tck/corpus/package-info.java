/**
 * Definitions with what they must do, as data: what runs, what its handlers answer, and the end and the trace that the
 * specification asks for. Start with {@link io.landlord.tck.corpus.CorpusConformance}.
 */
@NullMarked
package io.landlord.tck.corpus;

import org.jspecify.annotations.NullMarked;
