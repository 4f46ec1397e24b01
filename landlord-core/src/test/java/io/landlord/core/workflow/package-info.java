/** Tests of the facade, and the fake providers they use. */
@NullMarked
package io.landlord.core.workflow;

import org.jspecify.annotations.NullMarked;
