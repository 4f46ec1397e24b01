/** Tests of the nodes every Landlord has. */
@NullMarked
package io.landlord.handlers.node;

import org.jspecify.annotations.NullMarked;
