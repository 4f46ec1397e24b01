/** Operations: one change of a tenant each. Start with {@link io.landlord.control.operation.Operations}. */
@NullMarked
package io.landlord.control.operation;

import org.jspecify.annotations.NullMarked;
