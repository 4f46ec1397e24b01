/**
 * jq 1.8 without files, environment, clock and modules: {@link io.landlord.jq.JqProgram} is the way in.
 * A source goes through {@code Lexer}, {@code Parser} (tree: {@code Ast}) and {@code Compiler} into {@code Instruction}s.
 * {@code Evaluator} evaluates them, {@code Heap} builds the values, {@code Builtins} and {@code prelude.jq} have the functions.
 */
@NullMarked
package io.landlord.jq;

import org.jspecify.annotations.NullMarked;
