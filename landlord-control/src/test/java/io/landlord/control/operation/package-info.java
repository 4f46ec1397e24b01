@NullMarked
package io.landlord.control.operation;

import org.jspecify.annotations.NullMarked;
