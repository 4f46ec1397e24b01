/**
 * The contract of {@link io.landlord.api.provider.WorkflowProvider} as suites, one an area. A provider passes them by
 * extending each with its {@link io.landlord.tck.ProviderFixtures}. Start with {@link io.landlord.tck.Conformance}.
 */
@NullMarked
package io.landlord.tck;

import org.jspecify.annotations.NullMarked;
