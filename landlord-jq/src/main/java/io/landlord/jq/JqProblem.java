package io.landlord.jq;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with an expression, and where.
 *
 * @param offset the first character, from 0, counted in UTF-16 units of the expression's text
 * @param length how many characters are meant, at least 1 except at the end of the text
 * @param line the line, from 1
 * @param column the column, from 1
 * @param message what is wrong, in one sentence without a full stop
 * @param hint what to write instead, where that can be guessed
 */
public record JqProblem(
        int offset,
        int length,
        int line,
        int column,
        String message,
        @Nullable String hint) {}
