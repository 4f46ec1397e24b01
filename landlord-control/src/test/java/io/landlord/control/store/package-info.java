/** Tests of the database; {@link io.landlord.control.store.Databases} runs a suite on both kinds. */
@NullMarked
package io.landlord.control.store;

import org.jspecify.annotations.NullMarked;
