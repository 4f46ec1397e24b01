/** A Landlord server as a child process, and the command {@code dev}. */
@NullMarked
package io.landlord.cli.dev;

import org.jspecify.annotations.NullMarked;
