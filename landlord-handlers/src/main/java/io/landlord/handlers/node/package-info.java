/** The nodes every Landlord has for graphs. Start with {@link io.landlord.handlers.node.ShippedNodes}. */
@NullMarked
package io.landlord.handlers.node;

import org.jspecify.annotations.NullMarked;
