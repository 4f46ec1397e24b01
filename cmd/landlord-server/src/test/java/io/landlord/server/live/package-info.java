/** A server for tests, and a caller of it over real HTTP. */
@NullMarked
package io.landlord.server.live;

import org.jspecify.annotations.NullMarked;
