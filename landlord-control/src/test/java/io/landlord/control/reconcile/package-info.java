@NullMarked
package io.landlord.control.reconcile;

import org.jspecify.annotations.NullMarked;
