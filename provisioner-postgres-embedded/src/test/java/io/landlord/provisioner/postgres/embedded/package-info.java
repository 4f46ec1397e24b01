/** Tests of the embedded server's life: start, crash, restart, stop. */
@NullMarked
package io.landlord.provisioner.postgres.embedded;

import org.jspecify.annotations.NullMarked;
