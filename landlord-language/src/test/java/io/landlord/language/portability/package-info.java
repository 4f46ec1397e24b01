/** Tests of the portability check. */
@NullMarked
package io.landlord.language.portability;

import org.jspecify.annotations.NullMarked;
