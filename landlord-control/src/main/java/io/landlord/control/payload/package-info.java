/** Keeps values that are too large for an engine in the database. */
@NullMarked
package io.landlord.control.payload;

import org.jspecify.annotations.NullMarked;
