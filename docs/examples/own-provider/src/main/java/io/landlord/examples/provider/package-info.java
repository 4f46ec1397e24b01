/**
 * A provider of one's own: a durable engine with one thread and one file. Start with
 * {@link io.landlord.examples.provider.FileProvider}; the page beside the module walks through it.
 */
@NullMarked
package io.landlord.examples.provider;

import org.jspecify.annotations.NullMarked;
