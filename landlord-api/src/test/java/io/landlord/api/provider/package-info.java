/** Tests of what providers share. */
@NullMarked
package io.landlord.api.provider;

import org.jspecify.annotations.NullMarked;
