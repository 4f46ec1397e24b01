/** The commands that need no server: {@code run}, {@code check}, {@code convert} and {@code eval}. */
@NullMarked
package io.landlord.cli.local;

import org.jspecify.annotations.NullMarked;
