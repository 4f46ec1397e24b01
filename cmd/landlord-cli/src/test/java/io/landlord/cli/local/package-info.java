@NullMarked
package io.landlord.cli.local;

import org.jspecify.annotations.NullMarked;
