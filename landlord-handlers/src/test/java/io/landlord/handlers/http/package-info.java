/** Tests of the {@code http} handler. */
@NullMarked
package io.landlord.handlers.http;

import org.jspecify.annotations.NullMarked;
