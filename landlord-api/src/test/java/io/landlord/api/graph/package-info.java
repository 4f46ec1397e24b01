/** Tests of nodes and of the container that has them. */
@NullMarked
package io.landlord.api.graph;

import org.jspecify.annotations.NullMarked;
