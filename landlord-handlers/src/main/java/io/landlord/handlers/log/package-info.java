/** The call that writes to the application's log. Start with {@link io.landlord.handlers.log.LogHandler}. */
@NullMarked
package io.landlord.handlers.log;

import org.jspecify.annotations.NullMarked;
