/** The command {@code dev}, against a process that behaves like a server or does not. */
@NullMarked
package io.landlord.cli.dev;

import org.jspecify.annotations.NullMarked;
