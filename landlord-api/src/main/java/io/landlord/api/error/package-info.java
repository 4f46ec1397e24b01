/**
 * How Landlord fails: one exception, a closed set of codes, and a category a code from which HTTP status, exit code and
 * retryability follow. Start with {@link io.landlord.api.error.ErrorCode}.
 */
@NullMarked
package io.landlord.api.error;

import org.jspecify.annotations.NullMarked;
