/**
 * The specification's own conformance kit, run on whatever runs definitions: a provider, a command line, a server. Start with
 * {@link io.landlord.tck.kit.KitConformance}.
 */
@NullMarked
package io.landlord.tck.kit;

import org.jspecify.annotations.NullMarked;
