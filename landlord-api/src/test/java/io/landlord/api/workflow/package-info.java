/** Tests of the contract's own behaviour. */
@NullMarked
package io.landlord.api.workflow;

import org.jspecify.annotations.NullMarked;
