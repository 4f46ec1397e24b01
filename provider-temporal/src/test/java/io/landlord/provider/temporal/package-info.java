@NullMarked
package io.landlord.provider.temporal;

import org.jspecify.annotations.NullMarked;
