/** The engines there are, over HTTP. */
@NullMarked
package io.landlord.server.provider;

import org.jspecify.annotations.NullMarked;
