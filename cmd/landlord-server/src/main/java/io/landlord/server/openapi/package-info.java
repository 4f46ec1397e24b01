/** The description of the API, made from the controllers and the records they take and give. */
@NullMarked
package io.landlord.server.openapi;

import org.jspecify.annotations.NullMarked;
