/** The call that runs a jq program. Start with {@link io.landlord.handlers.transform.TransformHandler}. */
@NullMarked
package io.landlord.handlers.transform;

import org.jspecify.annotations.NullMarked;
