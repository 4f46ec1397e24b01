package io.landlord.jq;

import org.jspecify.annotations.Nullable;

/** A program passed as an argument, with the frame that it was written in. */
record Closure(Code code, @Nullable Frame outer) {}
