/** What engines cannot run of a definition: {@link io.landlord.language.portability.EngineProfile} tells, without the engine. */
@NullMarked
package io.landlord.language.portability;

import org.jspecify.annotations.NullMarked;
