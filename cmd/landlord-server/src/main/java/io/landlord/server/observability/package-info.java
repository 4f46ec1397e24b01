/** Correlation ids, logs, measures and health. */
@NullMarked
package io.landlord.server.observability;

import org.jspecify.annotations.NullMarked;
