/** Executions over HTTP, with their live events. */
@NullMarked
package io.landlord.server.execution;

import org.jspecify.annotations.NullMarked;
