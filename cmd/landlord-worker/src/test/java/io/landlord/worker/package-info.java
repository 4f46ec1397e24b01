@NullMarked
package io.landlord.worker;

import org.jspecify.annotations.NullMarked;
