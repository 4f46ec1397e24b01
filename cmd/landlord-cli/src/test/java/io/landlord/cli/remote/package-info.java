@NullMarked
package io.landlord.cli.remote;

import org.jspecify.annotations.NullMarked;
