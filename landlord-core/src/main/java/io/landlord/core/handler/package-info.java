/** What surrounds every call of a task handler, in whatever process makes it: measures and the log's context. */
@NullMarked
package io.landlord.core.handler;

import org.jspecify.annotations.NullMarked;
