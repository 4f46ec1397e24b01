/** What a provider has deployed: workflows with their versions. */
@NullMarked
package io.landlord.language.deployment;

import org.jspecify.annotations.NullMarked;
