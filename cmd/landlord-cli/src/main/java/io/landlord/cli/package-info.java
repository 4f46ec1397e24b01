/**
 * The command {@code landlord}: runs, checks and evaluates definitions in this process, and shows Landlord at work on a real
 * PostgreSQL. Start with {@link io.landlord.cli.Main}.
 */
@NullMarked
package io.landlord.cli;

import org.jspecify.annotations.NullMarked;
