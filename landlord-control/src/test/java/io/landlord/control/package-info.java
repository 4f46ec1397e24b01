/** What the tests of the control plane share. */
@NullMarked
package io.landlord.control;

import org.jspecify.annotations.NullMarked;
