/** The configuration and the wiring. */
@NullMarked
package io.landlord.server.configuration;

import org.jspecify.annotations.NullMarked;
