/** Tests of the command line, of the whole through it, and of the house's arrows. */
@NullMarked
package io.landlord.cli;

import org.jspecify.annotations.NullMarked;
