/** Tests of the contract's own behaviour. */
@NullMarked
package io.landlord.api.error;

import org.jspecify.annotations.NullMarked;
