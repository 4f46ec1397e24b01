/** Tests of the {@code fail} handler. */
@NullMarked
package io.landlord.handlers.fail;

import org.jspecify.annotations.NullMarked;
