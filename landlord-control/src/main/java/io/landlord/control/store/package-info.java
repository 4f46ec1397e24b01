/**
 * The database of the control plane, one SQLite file or a PostgreSQL. Start with
 * {@link io.landlord.control.store.ControlDatabase}.
 */
@NullMarked
package io.landlord.control.store;

import org.jspecify.annotations.NullMarked;
