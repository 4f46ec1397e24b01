/** Tests of the catalog in a database. */
@NullMarked
package io.landlord.control.catalog;

import org.jspecify.annotations.NullMarked;
