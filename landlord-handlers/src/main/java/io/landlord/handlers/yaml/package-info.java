/** The call between YAML text and JSON. Start with {@link io.landlord.handlers.yaml.YamlHandler}. */
@NullMarked
package io.landlord.handlers.yaml;

import org.jspecify.annotations.NullMarked;
