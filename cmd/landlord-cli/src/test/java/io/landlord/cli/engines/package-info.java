@NullMarked
package io.landlord.cli.engines;

import org.jspecify.annotations.NullMarked;
