/** Where large values are kept, when an engine takes only references to them. */
@NullMarked
package io.landlord.api.payload;

import org.jspecify.annotations.NullMarked;
