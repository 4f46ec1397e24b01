/** Templates: parameterised definitions with versions. Start with {@link io.landlord.control.template.Templates}. */
@NullMarked
package io.landlord.control.template;

import org.jspecify.annotations.NullMarked;
