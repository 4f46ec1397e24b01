/** Tests of the encrypted credential file. */
@NullMarked
package io.landlord.handlers.credential;

import org.jspecify.annotations.NullMarked;
