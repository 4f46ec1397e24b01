/** The documentation says what is so. */
@NullMarked
package io.landlord.cli.docs;

import org.jspecify.annotations.NullMarked;
