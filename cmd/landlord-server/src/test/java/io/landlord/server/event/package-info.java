/** Events over HTTP. */
@NullMarked
package io.landlord.server.event;

import org.jspecify.annotations.NullMarked;
