/** Templates over HTTP. */
@NullMarked
package io.landlord.server.template;

import org.jspecify.annotations.NullMarked;
