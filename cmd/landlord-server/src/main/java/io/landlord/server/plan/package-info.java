/** Plans over HTTP. */
@NullMarked
package io.landlord.server.plan;

import org.jspecify.annotations.NullMarked;
