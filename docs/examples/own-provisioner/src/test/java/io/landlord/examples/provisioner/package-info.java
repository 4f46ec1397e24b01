/** The handlers and their documents, through the facade on the engine in memory. */
@NullMarked
package io.landlord.examples.provisioner;

import org.jspecify.annotations.NullMarked;
