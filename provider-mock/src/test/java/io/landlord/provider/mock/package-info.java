/** Tests of what is the mock's own; what every provider must do is in landlord-tck. */
@NullMarked
package io.landlord.provider.mock;

import org.jspecify.annotations.NullMarked;
