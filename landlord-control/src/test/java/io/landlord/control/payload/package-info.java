@NullMarked
package io.landlord.control.payload;

import org.jspecify.annotations.NullMarked;
