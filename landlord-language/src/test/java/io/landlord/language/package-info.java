/** Tests of the language: golden documents, limits, the specification's examples and the official SDK. */
@NullMarked
package io.landlord.language;

import org.jspecify.annotations.NullMarked;
