/** Tests of the contract's own behaviour. */
@NullMarked
package io.landlord.api.execution;

import org.jspecify.annotations.NullMarked;
