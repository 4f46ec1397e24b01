/**
 * Tests of the kit itself: a suite is worth what it catches. Start with {@link io.landlord.tck.NoopProviderTest}.
 */
@NullMarked
package io.landlord.tck;

import org.jspecify.annotations.NullMarked;
