@NullMarked
package io.landlord.control.template;

import org.jspecify.annotations.NullMarked;
