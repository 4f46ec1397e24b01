/** Tests of the memory of requests. */
@NullMarked
package io.landlord.control.request;

import org.jspecify.annotations.NullMarked;
