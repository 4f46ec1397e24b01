/** The command {@code demo}: Landlord at work on a real PostgreSQL, with everything it claims asked of the server itself. */
@NullMarked
package io.landlord.cli.demo;

import org.jspecify.annotations.NullMarked;
