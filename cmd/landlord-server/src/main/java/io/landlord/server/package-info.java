/** The server: everything is wired together here. */
@NullMarked
package io.landlord.server;

import org.jspecify.annotations.NullMarked;
