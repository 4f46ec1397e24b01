/** Plans: the limits of a tier. Start with {@link io.landlord.control.plan.Plans}. */
@NullMarked
package io.landlord.control.plan;

import org.jspecify.annotations.NullMarked;
