@NullMarked
package io.landlord.examples.provider;

import org.jspecify.annotations.NullMarked;
