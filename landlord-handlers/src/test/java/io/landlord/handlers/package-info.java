/** What the handlers' tests share. */
@NullMarked
package io.landlord.handlers;

import org.jspecify.annotations.NullMarked;
