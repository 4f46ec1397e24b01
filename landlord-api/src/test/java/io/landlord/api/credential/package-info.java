/** Tests of the contract's own behaviour. */
@NullMarked
package io.landlord.api.credential;

import org.jspecify.annotations.NullMarked;
