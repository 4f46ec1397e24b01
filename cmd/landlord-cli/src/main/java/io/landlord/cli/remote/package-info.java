/** The commands that talk to a Landlord server over HTTP. */
@NullMarked
package io.landlord.cli.remote;

import org.jspecify.annotations.NullMarked;
