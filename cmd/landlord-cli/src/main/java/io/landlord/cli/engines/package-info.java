/** The command {@code engines}: a Temporal server on this machine, without Docker, for development and tests. */
@NullMarked
package io.landlord.cli.engines;

import org.jspecify.annotations.NullMarked;
