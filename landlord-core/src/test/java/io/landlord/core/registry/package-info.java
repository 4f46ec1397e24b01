/** Tests of the registry. */
@NullMarked
package io.landlord.core.registry;

import org.jspecify.annotations.NullMarked;
