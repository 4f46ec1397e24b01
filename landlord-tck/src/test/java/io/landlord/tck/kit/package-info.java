/** Tests of the kit's reading: what does not come true fails its scenario. */
@NullMarked
package io.landlord.tck.kit;

import org.jspecify.annotations.NullMarked;
