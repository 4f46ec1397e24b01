/** Workflows over HTTP. */
@NullMarked
package io.landlord.server.workflow;

import org.jspecify.annotations.NullMarked;
