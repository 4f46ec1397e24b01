/** Tests of the {@code yaml} handler. */
@NullMarked
package io.landlord.handlers.yaml;

import org.jspecify.annotations.NullMarked;
