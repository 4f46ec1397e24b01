/** Tests of the catalog. */
@NullMarked
package io.landlord.core.catalog;

import org.jspecify.annotations.NullMarked;
