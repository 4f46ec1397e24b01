/**
 * A real PostgreSQL server beside the JVM, for the demo and for tests: nothing to install, logins checked, writes durable. Start
 * with {@link io.landlord.provisioner.postgres.embedded.EmbeddedServer}.
 */
@NullMarked
package io.landlord.provisioner.postgres.embedded;

import org.jspecify.annotations.NullMarked;
