/** The tenant control plane: what is wanted, kept in a database, and the reconciler that makes it so. */
@NullMarked
package io.landlord.control;

import org.jspecify.annotations.NullMarked;
