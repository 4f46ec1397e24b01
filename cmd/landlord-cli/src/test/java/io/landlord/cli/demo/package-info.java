@NullMarked
package io.landlord.cli.demo;

import org.jspecify.annotations.NullMarked;
