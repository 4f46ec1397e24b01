/** What every command reads and writes with: arguments, terminal, tables, problems, exit codes. */
@NullMarked
package io.landlord.cli.console;

import org.jspecify.annotations.NullMarked;
