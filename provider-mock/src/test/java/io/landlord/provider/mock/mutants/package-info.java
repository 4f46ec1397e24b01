/**
 * Broken providers that the suites of landlord-tck must find out. Start with
 * {@link io.landlord.provider.mock.mutants.MutantTest}.
 */
@NullMarked
package io.landlord.provider.mock.mutants;

import org.jspecify.annotations.NullMarked;
