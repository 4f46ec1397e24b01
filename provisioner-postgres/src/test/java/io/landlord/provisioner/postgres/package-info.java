/** Tests of the provisioner, on a real server that starts once for all of them. */
@NullMarked
package io.landlord.provisioner.postgres;

import org.jspecify.annotations.NullMarked;
