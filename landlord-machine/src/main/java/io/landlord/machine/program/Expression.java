package io.landlord.machine.program;

import io.landlord.jq.JqProgram;

/**
 * A compiled runtime expression and its place.
 *
 * @param pointer where it stands in the definition
 * @param jq the expression itself
 */
public record Expression(String pointer, JqProgram jq) {}
