@NullMarked
package io.landlord.control.plan;

import org.jspecify.annotations.NullMarked;
