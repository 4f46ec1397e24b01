/**
 * Regular expressions as jq knows them: the syntax of Oniguruma's Perl_NG, matched by our own backtracking machine.
 * Every step of a match is counted, so that no pattern can run away, and no data can overflow a thread's stack.
 * Start reading at {@link io.landlord.jq.regex.Regex}: text to {@code PatternParser}, {@code Compiler}, {@code Matcher}.
 */
@NullMarked
package io.landlord.jq.regex;

import org.jspecify.annotations.NullMarked;
