/**
 * A provisioner of one's own: gives each tenant a directory that only its key opens. Start with
 * {@link io.landlord.examples.provisioner.ShareHandlers}; the page beside the module walks through it.
 */
@NullMarked
package io.landlord.examples.provisioner;

import org.jspecify.annotations.NullMarked;
