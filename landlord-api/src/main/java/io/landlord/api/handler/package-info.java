/**
 * The side effects of workflows: Java code behind a {@code call}, the same on every engine. Start with
 * {@link io.landlord.api.handler.TaskHandler}.
 */
@NullMarked
package io.landlord.api.handler;

import org.jspecify.annotations.NullMarked;
