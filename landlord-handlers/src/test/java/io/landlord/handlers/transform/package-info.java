/** Tests of the {@code transform} handler. */
@NullMarked
package io.landlord.handlers.transform;

import org.jspecify.annotations.NullMarked;
