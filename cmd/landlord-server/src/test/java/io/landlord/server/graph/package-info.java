/** Tests of the endpoints that start and signal a graph. */
@NullMarked
package io.landlord.server.graph;

import org.jspecify.annotations.NullMarked;
