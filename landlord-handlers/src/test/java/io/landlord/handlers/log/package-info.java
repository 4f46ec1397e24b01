/** Tests of the {@code log} handler. */
@NullMarked
package io.landlord.handlers.log;

import org.jspecify.annotations.NullMarked;
