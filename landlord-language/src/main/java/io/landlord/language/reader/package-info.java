/**
 * Documents as trees of nodes that know their place in the text, from YAML and JSON, within limits.
 * Start with {@link io.landlord.language.reader.DocumentReader}.
 */
@NullMarked
package io.landlord.language.reader;

import org.jspecify.annotations.NullMarked;
