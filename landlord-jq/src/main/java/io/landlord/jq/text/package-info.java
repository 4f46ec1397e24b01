/**
 * JSON text as jq reads and writes it: its numbers, its escapes, its messages.
 * Neither reading nor writing recurses, and writing is counted, so that shared values cannot fill the memory.
 * Start reading at {@link io.landlord.jq.text.JsonText}.
 */
@NullMarked
package io.landlord.jq.text;

import org.jspecify.annotations.NullMarked;
