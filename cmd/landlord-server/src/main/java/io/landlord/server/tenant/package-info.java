/** Tenants over HTTP. */
@NullMarked
package io.landlord.server.tenant;

import org.jspecify.annotations.NullMarked;
