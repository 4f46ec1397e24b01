/**
 * The contract of Landlord, one package a subject. Start with {@code provider} when you write an engine's adapter, with
 * {@code handler} when you write the side effects of workflows; {@code error} says how everything fails.
 */
@NullMarked
package io.landlord.api;

import org.jspecify.annotations.NullMarked;
