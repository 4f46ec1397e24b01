/** Workflows built with the official SDK. */
@NullMarked
package io.landlord.language.sdk;

import org.jspecify.annotations.NullMarked;
