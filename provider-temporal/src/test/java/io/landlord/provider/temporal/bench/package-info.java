/** What the host of the machine costs, beside workflows that do the same and were written by hand. */
@NullMarked
package io.landlord.provider.temporal.bench;

import org.jspecify.annotations.NullMarked;
