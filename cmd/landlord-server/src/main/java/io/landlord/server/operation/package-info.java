/** Operations over HTTP. */
@NullMarked
package io.landlord.server.operation;

import org.jspecify.annotations.NullMarked;
