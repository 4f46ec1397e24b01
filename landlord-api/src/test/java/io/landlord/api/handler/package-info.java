/** Tests of the contract's own behaviour. */
@NullMarked
package io.landlord.api.handler;

import org.jspecify.annotations.NullMarked;
