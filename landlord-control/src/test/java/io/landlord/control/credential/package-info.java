/** Tests of the encrypted credentials. */
@NullMarked
package io.landlord.control.credential;

import org.jspecify.annotations.NullMarked;
