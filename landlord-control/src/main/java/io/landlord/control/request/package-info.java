/**
 * What was answered to requests that may be sent twice. Start with {@link io.landlord.control.request.RequestLedger}.
 */
@NullMarked
package io.landlord.control.request;

import org.jspecify.annotations.NullMarked;
