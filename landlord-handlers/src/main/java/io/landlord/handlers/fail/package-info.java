/** The call that fails on purpose. Start with {@link io.landlord.handlers.fail.FailHandler}. */
@NullMarked
package io.landlord.handlers.fail;

import org.jspecify.annotations.NullMarked;
